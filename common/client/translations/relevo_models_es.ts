<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES">
<context>
    <name>relevo::BatchRun</name>
    <message>
        <source>There is no file %1.</source>
        <translation>No existe el archivo %1.</translation>
    </message>
    <message>
        <source>There is no file for the results.</source>
        <translation>Falta el archivo para los resultados.</translation>
    </message>
    <message>
        <source>%1 is a folder, not a file.</source>
        <translation>%1 es una carpeta, no un archivo.</translation>
    </message>
    <message>
        <source>%1 is no ordinary file.</source>
        <translation>%1 no es un archivo corriente.</translation>
    </message>
    <message>
        <source>The results would overwrite the input. Choose another file for them.</source>
        <translation>Los resultados sobrescribirían la entrada. Elija otro archivo para ellos.</translation>
    </message>
    <message>
        <source>This task takes no parameter: there is nothing that a line could be.</source>
        <translation>Esta tarea no lleva parámetros: una línea no puede ser nada en ella.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>No se puede leer %1: %2.</translation>
    </message>
    <message>
        <source>Line %L1: %2</source>
        <translation>Línea %L1: %2</translation>
    </message>
    <message>
        <source>There is no connection to %1.</source>
        <translation>No hay conexión con %1.</translation>
    </message>
    <message>
        <source>The results of the lines up to %L1 are written.</source>
        <translation>Los resultados hasta la línea %L1 están escritos.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>No se puede escribir %1: %2.</translation>
    </message>
</context>
<context>
    <name>relevo::BlobFetch</name>
    <message>
        <source>There is not enough memory.</source>
        <translation>No hay memoria suficiente.</translation>
    </message>
    <message>
        <source>What came is damaged. Try again.</source>
        <translation>Lo recibido está dañado. Inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>relevo::CallError</name>
    <message>
        <source>The params are no JSON array or object.</source>
        <translation>Los parámetros no son un array ni un objeto JSON.</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>No hay conexión con el servidor.</translation>
    </message>
    <message>
        <source>The server closed the connection before it ran the call.</source>
        <translation>El servidor cerró la conexión antes de ejecutar la llamada.</translation>
    </message>
    <message>
        <source>The connection broke while the call was under way; whether it was run is not known.</source>
        <translation>La conexión se cortó con la llamada en curso; no se sabe si llegó a ejecutarse.</translation>
    </message>
    <message>
        <source>There was no reply in time.</source>
        <translation>No hubo respuesta a tiempo.</translation>
    </message>
    <message>
        <source>The server sent something that is no reply.</source>
        <translation>El servidor envió algo que no es una respuesta.</translation>
    </message>
    <message>
        <source>Parse error</source>
        <translation>El mensaje no es JSON</translation>
    </message>
    <message>
        <source>Invalid Request</source>
        <translation>Petición no válida</translation>
    </message>
    <message>
        <source>Method not found</source>
        <translation>No existe el método</translation>
    </message>
    <message>
        <source>Invalid params</source>
        <translation>Parámetros no válidos</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>Error interno del servidor</translation>
    </message>
    <message>
        <source>Overloaded</source>
        <translation>Servidor sobrecargado</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Tiempo agotado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No encontrado</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Demasiado grande</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>No permitido</translation>
    </message>
    <message>
        <source>Shutting down</source>
        <translation>El servidor se está deteniendo</translation>
    </message>
    <message>
        <source>Wrong state</source>
        <translation>Estado incorrecto</translation>
    </message>
    <message>
        <source>Task failed</source>
        <translation>La tarea falló</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
</context>
<context>
    <name>relevo::CatalogModel</name>
    <message>
        <source>From the server</source>
        <translation>Del servidor</translation>
    </message>
    <message>
        <source>As this server had it on %1</source>
        <translation>Tal como este servidor lo tenía el %1</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>the day and the month of a date</comment>
        <translation>d &apos;de&apos; MMMM</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Incorporado</translation>
    </message>
</context>
<context>
    <name>relevo::Connection</name>
    <message>
        <source>nothing listens there</source>
        <translation>allí no escucha nadie</translation>
    </message>
    <message>
        <source>the host is not known</source>
        <translation>no se conoce esa máquina</translation>
    </message>
    <message>
        <source>The server %1 does not answer.</source>
        <translation>El servidor %1 no responde.</translation>
    </message>
    <message>
        <source>The server %1 sent something that is no reply.</source>
        <translation>El servidor %1 envió algo que no es una respuesta.</translation>
    </message>
    <message>
        <source>There is no connection to %1: %2.</source>
        <translation>No hay conexión con %1: %2.</translation>
    </message>
    <message>
        <source>The server %1 closed the connection.</source>
        <translation>El servidor %1 cerró la conexión.</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>Se cortó la conexión con %1.</translation>
    </message>
</context>
<context>
    <name>relevo::ConnectionModel</name>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>No connection: trying again in %1 s</source>
        <translation>Sin conexión: nuevo intento en %1 s</translation>
    </message>
    <message>
        <source>No connection: trying again…</source>
        <translation>Sin conexión: intentándolo de nuevo…</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>An address is missing: HOST:PORT.</source>
        <translation>Falta una dirección: HOST:PUERTO.</translation>
    </message>
    <message>
        <source>This is no address: HOST:PORT is expected, as in 127.0.0.1:5000.</source>
        <translation>Esto no es una dirección: se espera HOST:PUERTO, como en 127.0.0.1:5000.</translation>
    </message>
</context>
<context>
    <name>relevo::ConnectionProbe</name>
    <message>
        <source>“%1” is no address: HOST:PORT is expected.</source>
        <translation>«%1» no es una dirección: se espera HOST:PUERTO.</translation>
    </message>
    <message>
        <source>Something answers at %1, but it is no Relevo server.</source>
        <translation>Algo responde en %1, pero no es un servidor Relevo.</translation>
    </message>
    <message>
        <source>The server %1 closed the connection without an answer: perhaps it is no Relevo server. %2</source>
        <translation>El servidor %1 cerró la conexión sin responder: quizá no es un servidor Relevo. %2</translation>
    </message>
    <message>
        <source>The server %1 refused: %2</source>
        <translation>El servidor %1 se negó: %2</translation>
    </message>
    <message numerus="yes">
        <source>Relevo %1, node %2, %n workers: answered in %3 ms</source>
        <translation>
            <numerusform>Relevo %1, nodo %2, %n trabajador: respondió en %3 ms</numerusform>
            <numerusform>Relevo %1, nodo %2, %n trabajadores: respondió en %3 ms</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 took the connection, but did not answer: perhaps it is no Relevo server.</source>
        <translation>%1 aceptó la conexión, pero no respondió: quizá no es un servidor Relevo.</translation>
    </message>
    <message>
        <source>The server %1 does not answer.</source>
        <translation>El servidor %1 no responde.</translation>
    </message>
</context>
<context>
    <name>relevo::ErrorDetail</name>
    <message>
        <source>%1: expected %2.</source>
        <comment>%1: a parameter, %2: in the server&apos;s words</comment>
        <translation>%1: se esperaba %2.</translation>
    </message>
    <message>
        <source>It is about %1.</source>
        <comment>%1: a parameter</comment>
        <translation>Se trata de %1.</translation>
    </message>
    <message>
        <source>Expected: %1.</source>
        <comment>%1: in the server&apos;s words</comment>
        <translation>Se esperaba: %1.</translation>
    </message>
    <message>
        <source>The server&apos;s limit is %1.</source>
        <translation>El límite del servidor es %1.</translation>
    </message>
    <message>
        <source>The server&apos;s limit (%1) is %2.</source>
        <translation>El límite del servidor (%1) es %2.</translation>
    </message>
    <message>
        <source>It measures %1.</source>
        <translation>Mide %1.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>anything else that a server says: its name, its value</comment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>¿Quizá «%1»?</translation>
    </message>
    <message>
        <source>At the byte at offset %1.</source>
        <translation>En el byte en la posición %1.</translation>
    </message>
    <message>
        <source>Try again in %1.</source>
        <comment>%1: “1.5 s”</comment>
        <translation>Inténtelo de nuevo en %1.</translation>
    </message>
    <message>
        <source>The server&apos;s log tells more under %1.</source>
        <translation>El registro del servidor cuenta más en %1.</translation>
    </message>
</context>
<context>
    <name>relevo::FormProblem</name>
    <message>
        <source>There is no file “%1”.</source>
        <translation>No existe el archivo «%1».</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file.</source>
        <translation>«%1» es una carpeta, no un archivo.</translation>
    </message>
    <message>
        <source>“%1” is no ordinary file.</source>
        <translation>«%1» no es un archivo corriente.</translation>
    </message>
    <message>
        <source>“%1” is too long: at most %2.</source>
        <translation>«%1» es demasiado largo: como máximo %2.</translation>
    </message>
    <message>
        <source>“%1” is no text in UTF-8 (see its byte at offset %2). Save it as UTF-8 first.</source>
        <translation>«%1» no es un texto en UTF-8 (véase su byte en la posición %2). Guárdelo antes como UTF-8.</translation>
    </message>
    <message>
        <source>“%1” cannot be read.</source>
        <translation>No se puede leer «%1».</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <comment>an empty field that must be filled in</comment>
        <translation>Este dato es necesario.</translation>
    </message>
    <message>
        <source>The text contains half a character (an unpaired surrogate) at position %1.</source>
        <translation>El texto contiene medio carácter (un sustituto sin pareja) en la posición %1.</translation>
    </message>
    <message>
        <source>Too few: at least %1.</source>
        <comment>%1: “3 numbers”</comment>
        <translation>Demasiado pocos: al menos %1.</translation>
    </message>
    <message>
        <source>Too many: at most %1.</source>
        <comment>%1: “3 numbers”</comment>
        <translation>Demasiados: como máximo %1.</translation>
    </message>
    <message>
        <source>Too short: at least %1.</source>
        <comment>%1: “3 bytes”</comment>
        <translation>Demasiado corto: al menos %1.</translation>
    </message>
    <message>
        <source>Too long: at most %1.</source>
        <comment>%1: “3 bytes”</comment>
        <translation>Demasiado largo: como máximo %1.</translation>
    </message>
    <message>
        <source>Too small: at least %1.</source>
        <comment>%1: a number</comment>
        <translation>Demasiado pequeño: al menos %1.</translation>
    </message>
    <message>
        <source>Too great: at most %1.</source>
        <comment>%1: a number</comment>
        <translation>Demasiado grande: como máximo %1.</translation>
    </message>
    <message>
        <source>The earlier values do not fit this task.</source>
        <translation>Los valores anteriores no encajan en esta tarea.</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>No hay memoria suficiente para esto.</translation>
    </message>
</context>
<context>
    <name>relevo::FormText</name>
    <message>
        <source>from %1 to %2</source>
        <comment>bounds of a value; %2 may be “10 bytes”, “10 numbers”</comment>
        <translation>de %1 a %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <comment>bounds of a value</comment>
        <translation>al menos %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <comment>bounds of a value</comment>
        <translation>como máximo %1</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>“12 characters, 14 bytes”</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 not understood</source>
        <comment>“3 numbers, 1 not understood”</comment>
        <translation>%1, %2 sin entender</translation>
    </message>
    <message>
        <source>Long list of numbers</source>
        <translation>Lista larga de números</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>Texto largo</translation>
    </message>
</context>
<context>
    <name>relevo::JobModel</name>
    <message>
        <source>No.</source>
        <comment>column of the jobs: their number</comment>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Task</source>
        <comment>column of the jobs</comment>
        <translation>Tarea</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column of the jobs</comment>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>column of the jobs: when they were added</comment>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Duration</source>
        <comment>column of the jobs</comment>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Input</source>
        <comment>column of the jobs</comment>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>column of the jobs</comment>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>state of a job</comment>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>state of a job</comment>
        <translation>Hecha</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>Fallida</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>state of a job</comment>
        <translation>Perdida</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>state of a job</comment>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>Not sent: another server was chosen.</source>
        <translation>No se envió: se eligió otro servidor.</translation>
    </message>
</context>
<context>
    <name>relevo::LineRunner</name>
    <message>
        <source>The line is longer than %1 bytes.</source>
        <translation>La línea tiene más de %1 bytes.</translation>
    </message>
</context>
<context>
    <name>relevo::ParamText</name>
    <message>
        <source>The text is not valid UTF-8: the byte at offset %1.</source>
        <translation>El texto no es UTF-8 válido: el byte en la posición %1.</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>«%1» no es un número.</translation>
    </message>
    <message>
        <source>“%1” is not a whole number.</source>
        <translation>«%1» no es un número entero.</translation>
    </message>
    <message>
        <source>“%1” is not one of: %2.</source>
        <translation>«%1» no es ninguno de estos: %2.</translation>
    </message>
    <message>
        <source>“%1” is neither yes nor no.</source>
        <translation>«%1» no es ni sí ni no.</translation>
    </message>
</context>
<context>
    <name>relevo::ProfileModel</name>
    <message>
        <source>A name is missing.</source>
        <translation>Falta un nombre.</translation>
    </message>
    <message>
        <source>There is a server of this name.</source>
        <translation>Ya hay un servidor con este nombre.</translation>
    </message>
    <message>
        <source>An address is expected: HOST:PORT.</source>
        <translation>Se espera una dirección: HOST:PUERTO.</translation>
    </message>
</context>
<context>
    <name>relevo::QuantityText</name>
    <message>
        <source>1 number</source>
        <translation>1 número</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 números</translation>
    </message>
    <message>
        <source>1 character</source>
        <translation>1 carácter</translation>
    </message>
    <message>
        <source>%1 characters</source>
        <translation>%1 caracteres</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 byte</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>relevo::ResultModel</name>
    <message>
        <source>none</source>
        <comment>a value that there is not</comment>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>There is not enough memory for this result.</source>
        <translation>No hay memoria suficiente para este resultado.</translation>
    </message>
    <message>
        <source>“%1” cannot be written: %2</source>
        <translation>No se puede escribir «%1»: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>“1,234 characters, 2 KiB”</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>relevo::ResultText</name>
    <message>
        <source>The server&apos;s limit (%1) is %2.</source>
        <translation>El límite del servidor (%1) es %2.</translation>
    </message>
    <message>
        <source>It measures %1.</source>
        <translation>Mide %1.</translation>
    </message>
    <message>
        <source>Parameter: %1.</source>
        <translation>Parámetro: %1.</translation>
    </message>
    <message>
        <source>Expected: %1.</source>
        <translation>Se esperaba: %1.</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>¿Quizá «%1»?</translation>
    </message>
    <message>
        <source>The server&apos;s log tells more under %1.</source>
        <translation>El registro del servidor cuenta más en %1.</translation>
    </message>
    <message>
        <source>The task is %1.</source>
        <translation>La tarea está %1.</translation>
    </message>
</context>
<context>
    <name>relevo::TaskDetailModel</name>
    <message>
        <source>Direct call</source>
        <translation>Llamada directa</translation>
    </message>
    <message>
        <source>Not begun yet</source>
        <translation>Aún sin empezar</translation>
    </message>
    <message>
        <source>Attempt %1 of %2</source>
        <translation>Intento %1 de %2</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>prioridad %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <comment>a server&apos;s name</comment>
        <translation>en %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <comment>a user&apos;s name</comment>
        <translation>de %1</translation>
    </message>
    <message>
        <source>It is past its time, and its code still runs.</source>
        <translation>Ha superado su tiempo y su código sigue en marcha.</translation>
    </message>
    <message>
        <source>Being cancelled: it ends once its code returns.</source>
        <translation>Cancelándose: termina en cuanto su código devuelva el control.</translation>
    </message>
    <message>
        <source>Not before %1</source>
        <translation>No antes del %1</translation>
    </message>
    <message>
        <source>Of a direct call this long the params were not kept.</source>
        <translation>De una llamada directa tan larga no se guardaron los parámetros.</translation>
    </message>
</context>
<context>
    <name>relevo::TaskHistoryModel</name>
    <message>
        <source>%1, stuck</source>
        <comment>a state</comment>
        <translation>%1, atascada</translation>
    </message>
    <message>
        <source>Being cancelled</source>
        <translation>Cancelándose</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <comment>a state and how far it is</comment>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>attempts</comment>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creada</translation>
    </message>
    <message>
        <source>Ran for</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Intento</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Nodo</translation>
    </message>
</context>
<context>
    <name>relevo::TaskRecord</name>
    <message>
        <source>queued</source>
        <translation>en cola</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>completada</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallida</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelada</translation>
    </message>
</context>
<context>
    <name>relevo::TaskTimeline</name>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>Waiting for %1</source>
        <translation>Lleva %1 esperando</translation>
    </message>
    <message>
        <source>Waited %1</source>
        <translation>Esperó %1</translation>
    </message>
    <message>
        <source>Attempt %1 has been running for %2</source>
        <translation>El intento %1 lleva %2 en marcha</translation>
    </message>
    <message>
        <source>Attempt %1 ran %2</source>
        <translation>El intento %1 duró %2</translation>
    </message>
    <message>
        <source>Stored in %1</source>
        <translation>Guardada en %1</translation>
    </message>
    <message>
        <source>Earlier attempts are no longer known</source>
        <translation>Ya no se conocen los intentos anteriores</translation>
    </message>
</context>
</TS>
