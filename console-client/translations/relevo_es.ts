<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
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
    <name>relevo::Connection</name>
    <message>
        <source>The server %1 does not answer.</source>
        <translation>El servidor %1 no responde.</translation>
    </message>
    <message>
        <source>The server %1 sent something that is no reply.</source>
        <translation>El servidor %1 envió algo que no es una respuesta.</translation>
    </message>
    <message>
        <source>The server %1 closed the connection.</source>
        <translation>El servidor %1 cerró la conexión.</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>Se cortó la conexión con %1.</translation>
    </message>
    <message>
        <source>nothing listens there</source>
        <translation>allí no escucha nadie</translation>
    </message>
    <message>
        <source>the host is not known</source>
        <translation>no se conoce esa máquina</translation>
    </message>
    <message>
        <source>There is no connection to %1: %2.</source>
        <translation>No hay conexión con %1: %2.</translation>
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
        <source>“%1” is not one of: %2.</source>
        <translation>«%1» no es ninguno de estos: %2.</translation>
    </message>
    <message>
        <source>“%1” is neither yes nor no.</source>
        <translation>«%1» no es ni sí ni no.</translation>
    </message>
    <message>
        <source>“%1” is not a whole number.</source>
        <translation>«%1» no es un número entero.</translation>
    </message>
</context>
<context>
    <name>relevo::ResultText</name>
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
        <source>It measures %1.</source>
        <translation>Mide %1.</translation>
    </message>
    <message>
        <source>The server&apos;s log tells more under %1.</source>
        <translation>El registro del servidor cuenta más en %1.</translation>
    </message>
    <message>
        <source>The server&apos;s limit (%1) is %2.</source>
        <translation>El límite del servidor (%1) es %2.</translation>
    </message>
    <message>
        <source>The task is %1.</source>
        <translation>La tarea está %1.</translation>
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
    <name>relevo::console::Arguments</name>
    <message>
        <source>There is no option “%1”.</source>
        <translation>No existe la opción «%1».</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>¿Quizá «%1»?</translation>
    </message>
    <message>
        <source>The option --%1 takes no value.</source>
        <translation>La opción --%1 no lleva valor.</translation>
    </message>
    <message>
        <source>The option --%1 needs a value.</source>
        <translation>La opción --%1 necesita un valor.</translation>
    </message>
    <message>
        <source>The option --%1 is given more than once.</source>
        <translation>La opción --%1 está dada más de una vez.</translation>
    </message>
</context>
<context>
    <name>relevo::console::AuditCommand</name>
    <message>
        <source>accepted</source>
        <translation>aceptadas</translation>
    </message>
    <message>
        <source>The command %1 takes no words.</source>
        <translation>La orden %1 no lleva palabras.</translation>
    </message>
    <message>
        <source>It adds up: every task that was accepted is there or was pruned.</source>
        <translation>Las cuentas cuadran: cada tarea aceptada está ahí o se purgó.</translation>
    </message>
    <message>
        <source>It does not add up.</source>
        <translation>Las cuentas no cuadran.</translation>
    </message>
    <message>
        <source>--state: only tasks that are final can be removed.</source>
        <translation>--state: solo se pueden borrar las tareas terminadas.</translation>
    </message>
    <message>
        <source>How old they must be is missing: --older-than TIME</source>
        <translation>Falta la antigüedad que han de tener: --older-than TIEMPO</translation>
    </message>
    <message>
        <source>Records removed: %1</source>
        <translation>Registros borrados: %1</translation>
    </message>
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
        <translation>completadas</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>canceladas</translation>
    </message>
</context>
<context>
    <name>relevo::console::BackgroundCommands</name>
    <message>
        <source>STATE</source>
        <translation>ESTADO</translation>
    </message>
    <message>
        <source>only those that are queued, running, succeeded, failed or cancelled</source>
        <translation>solo las que están en cola (queued), en curso (running), completadas (succeeded), fallidas (failed) o canceladas (cancelled)</translation>
    </message>
    <message>
        <source>background tasks, as by default, or direct calls</source>
        <translation>tareas en segundo plano, como por defecto, o llamadas directas (direct)</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>CLAVE</translation>
    </message>
    <message>
        <source>TASK …</source>
        <translation>TAREA …</translation>
    </message>
    <message>
        <source>run a task in the background; its words and options are those of the task itself</source>
        <translation>ejecuta una tarea en segundo plano; sus palabras y opciones son las de la propia tarea</translation>
    </message>
    <message>
        <source>9 runs first; by default 4</source>
        <translation>9 se ejecuta primero; por defecto 4</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>NÚMERO</translation>
    </message>
    <message>
        <source>how often it is tried where a failure may pass; by default 3</source>
        <translation>cuántas veces se intenta si el fallo puede ser pasajero; por defecto 3</translation>
    </message>
    <message>
        <source>it is not started before</source>
        <translation>no empieza antes de ese tiempo</translation>
    </message>
    <message>
        <source>submitted again with the same key it is the same task</source>
        <translation>enviada otra vez con la misma clave es la misma tarea</translation>
    </message>
    <message>
        <source>with --lines: each line&apos;s key is KEY-NUMBER, so that the same input is not accepted twice</source>
        <translation>con --lines: la clave de cada línea es CLAVE-NÚMERO, para que la misma entrada no se acepte dos veces</translation>
    </message>
    <message>
        <source>wait for the result, and print it</source>
        <translation>espera el resultado y lo muestra</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>ARCHIVO</translation>
    </message>
    <message>
        <source>read the input from a file</source>
        <translation>lee la entrada de un archivo</translation>
    </message>
    <message>
        <source>each line of the input is a task of its own; prints their ids</source>
        <translation>cada línea de la entrada es una tarea propia; muestra sus identificadores</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>all that is known of a task</source>
        <translation>todo lo que se sabe de una tarea</translation>
    </message>
    <message>
        <source>print its params alone, as JSON</source>
        <translation>muestra solo sus parámetros, como JSON</translation>
    </message>
    <message>
        <source>print its result alone, as JSON, however long it is</source>
        <translation>muestra solo su resultado, como JSON, por largo que sea</translation>
    </message>
    <message>
        <source>write them to a file</source>
        <translation>los escribe en un archivo</translation>
    </message>
    <message>
        <source>wait for tasks: of one its result is printed; - reads ids from standard input</source>
        <translation>espera a las tareas: de una sola muestra el resultado; - lee los identificadores de la entrada estándar</translation>
    </message>
    <message>
        <source>how long to wait; by default without end</source>
        <translation>cuánto esperar; por defecto sin fin</translation>
    </message>
    <message>
        <source>the newest tasks</source>
        <translation>las tareas más recientes</translation>
    </message>
    <message>
        <source>TASK</source>
        <translation>TAREA</translation>
    </message>
    <message>
        <source>only those of this task</source>
        <translation>solo las de esta tarea</translation>
    </message>
    <message>
        <source>so many at most; by default 50</source>
        <translation>como mucho tantas; por defecto 50</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>only older ones than this task</source>
        <translation>solo las anteriores a esta tarea</translation>
    </message>
    <message>
        <source>tasks with params and results as JSON lines, newest first</source>
        <translation>las tareas con parámetros y resultados como líneas JSON, primero las más recientes</translation>
    </message>
    <message>
        <source>only those since a date, or so long ago as 2h or 7d</source>
        <translation>solo desde una fecha, o desde hace 2h o 7d</translation>
    </message>
    <message>
        <source>remove the records of final tasks that are older than --older-than</source>
        <translation>borra los registros de tareas terminadas hace más de --older-than</translation>
    </message>
    <message>
        <source>since they were final; such as 12h or 7d</source>
        <translation>desde que terminaron; por ejemplo 12h o 7d</translation>
    </message>
    <message>
        <source>cancel tasks that are not final</source>
        <translation>cancela tareas sin terminar</translation>
    </message>
    <message>
        <source>queue failed or cancelled tasks again</source>
        <translation>pone otra vez en cola tareas fallidas o canceladas</translation>
    </message>
    <message>
        <source>[ID]</source>
        <translation>[ID]</translation>
    </message>
    <message>
        <source>what happens to the tasks, or to one of them, live</source>
        <translation>lo que pasa con las tareas, o con una de ellas, en vivo</translation>
    </message>
    <message>
        <source>count what was accepted against what the store holds; fails where it does not add up</source>
        <translation>compara lo aceptado con lo que hay guardado; falla si las cuentas no cuadran</translation>
    </message>
    <message>
        <source>what each attempt may take, such as 90s or 2h; by default 10m</source>
        <translation>lo que puede durar cada intento, por ejemplo 90s o 2h; por defecto 10m</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>TIEMPO</translation>
    </message>
    <message>
        <source>ID … | -</source>
        <translation>ID … | -</translation>
    </message>
    <message>
        <source>only those that are succeeded, failed or cancelled</source>
        <translation>solo las completadas (succeeded), fallidas (failed) o canceladas (cancelled)</translation>
    </message>
    <message>
        <source>how long to watch; by default without end</source>
        <translation>cuánto tiempo se mira; por defecto sin fin</translation>
    </message>
</context>
<context>
    <name>relevo::console::ChangeCommand</name>
    <message>
        <source>From %1 on it is not known.</source>
        <translation>A partir de %1 no se sabe.</translation>
    </message>
    <message>
        <source>its cancel is asked for</source>
        <translation>se ha pedido cancelarla</translation>
    </message>
</context>
<context>
    <name>relevo::console::Commands</name>
    <message>
        <source>The command %1 takes no words.</source>
        <translation>La orden %1 no lleva palabras.</translation>
    </message>
    <message>
        <source>A method is expected, and its params as one JSON text.</source>
        <translation>Se espera un método, y sus parámetros como un texto JSON.</translation>
    </message>
    <message>
        <source>call any method; JSON is its params, - reads them from standard input</source>
        <translation>llama a cualquier método; JSON son sus parámetros, - los lee de la entrada estándar</translation>
    </message>
    <message>
        <source>the tasks that the server has</source>
        <translation>las tareas que tiene el servidor</translation>
    </message>
    <message>
        <source>what the server is: version, limits, what it is wired to</source>
        <translation>qué es el servidor: versión, límites, a qué está conectado</translation>
    </message>
    <message>
        <source>the server&apos;s counters now</source>
        <translation>los contadores del servidor ahora</translation>
    </message>
    <message>
        <source>again each second, until Ctrl-C</source>
        <translation>otra vez cada segundo, hasta Ctrl-C</translation>
    </message>
    <message>
        <source>These are the tasks that it had last:</source>
        <translation>Estas son las tareas que tenía la última vez:</translation>
    </message>
    <message>
        <source>These are the tasks that this program was built with:</source>
        <translation>Estas son las tareas con las que se compiló este programa:</translation>
    </message>
    <message>
        <source>METHOD [JSON]</source>
        <translation>MÉTODO [JSON]</translation>
    </message>
</context>
<context>
    <name>relevo::console::Console</name>
    <message>
        <source>the server; by default RELEVO_SERVER, else 127.0.0.1:5000</source>
        <translation>el servidor; por defecto RELEVO_SERVER, y si no 127.0.0.1:5000</translation>
    </message>
    <message>
        <source>how long to wait for a reply; by default without end</source>
        <translation>cuánto esperar una respuesta; por defecto, sin fin</translation>
    </message>
    <message>
        <source>print the result as the JSON that the server sent</source>
        <translation>muestra el resultado como el JSON que envió el servidor</translation>
    </message>
    <message>
        <source>English or Spanish; by default the system&apos;s language</source>
        <translation>inglés o español; por defecto, el idioma del sistema</translation>
    </message>
    <message>
        <source>this help</source>
        <translation>esta ayuda</translation>
    </message>
    <message>
        <source>the program&apos;s version</source>
        <translation>la versión del programa</translation>
    </message>
    <message>
        <source>See: relevo %1--help</source>
        <translation>Véase: relevo %1--help</translation>
    </message>
    <message>
        <source>HOST:PORT</source>
        <translation>HOST:PUERTO</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>SEGUNDOS</translation>
    </message>
</context>
<context>
    <name>relevo::console::ExportCommand</name>
    <message>
        <source>The command %1 takes no words.</source>
        <translation>La orden %1 no lleva palabras.</translation>
    </message>
    <message>
        <source>The export is not complete.</source>
        <translation>La exportación está incompleta.</translation>
    </message>
</context>
<context>
    <name>relevo::console::GetCommand</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>No se puede escribir %1: %2.</translation>
    </message>
    <message>
        <source>The server answered with something that is no task&apos;s record.</source>
        <translation>El servidor respondió con algo que no es el registro de una tarea.</translation>
    </message>
    <message>
        <source>The task has no result yet: it is %1.</source>
        <translation>La tarea aún no tiene resultado: está %1.</translation>
    </message>
    <message>
        <source>The task has no result: it was cancelled.</source>
        <translation>La tarea no tiene resultado: se canceló.</translation>
    </message>
    <message>
        <source>The params of this direct call were too long to be kept: %1 bytes.</source>
        <translation>Los parámetros de esta llamada directa eran demasiado largos para guardarlos: %1 bytes.</translation>
    </message>
    <message>
        <source>The result of this direct call was too long to be kept: %1 bytes.</source>
        <translation>El resultado de esta llamada directa era demasiado largo para guardarlo: %1 bytes.</translation>
    </message>
    <message>
        <source>The task failed.</source>
        <translation>La tarea falló.</translation>
    </message>
    <message>
        <source>params:</source>
        <translation>parámetros:</translation>
    </message>
    <message>
        <source>result:</source>
        <translation>resultado:</translation>
    </message>
    <message>
        <source>error:</source>
        <translation>error:</translation>
    </message>
    <message>
        <source>The id of one task is expected.</source>
        <translation>Se espera el identificador de una tarea.</translation>
    </message>
    <message>
        <source>--output takes a file for either --params or --result.</source>
        <translation>--output lleva un archivo para --params o para --result, no para ambos.</translation>
    </message>
</context>
<context>
    <name>relevo::console::Help</name>
    <message>
        <source>Usage: relevo [OPTIONS] [COMMAND …]
Without a command: a menu.
</source>
        <translation>Uso: relevo [OPCIONES] [ORDEN …]
Sin orden: un menú.
</translation>
    </message>
    <message>
        <source>Tasks:</source>
        <translation>Tareas:</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Órdenes:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Opciones:</translation>
    </message>
    <message>
        <source>Exit codes:</source>
        <translation>Códigos de salida:</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>More about a command: relevo COMMAND --help
</source>
        <translation>Más sobre una orden: relevo ORDEN --help
</translation>
    </message>
    <message>
        <source>Usage: relevo %1 [OPTIONS] %2
</source>
        <translation>Uso: relevo %1 [OPCIONES] %2
</translation>
    </message>
    <message>
        <source>read it from standard input, as without any word when that is a pipe</source>
        <translation>lo lee de la entrada estándar, igual que sin palabras cuando es una tubería</translation>
    </message>
    <message>
        <source>(the end of the input&apos;s last line is not part of the text)</source>
        <translation>(el fin de la última línea de la entrada no es parte del texto)</translation>
    </message>
    <message>
        <source>Result:</source>
        <translation>Resultado:</translation>
    </message>
    <message>
        <source>%1 | - | --file FILE</source>
        <translation>%1 | - | --file ARCHIVO</translation>
    </message>
    <message>
        <source>%1: options of the task</source>
        <translation>%1: opciones de la tarea</translation>
    </message>
    <message>
        <source>the server answered with an error, the task failed or was cancelled; of audit: it does not add up</source>
        <translation>el servidor respondió con un error, la tarea falló o fue cancelada; en audit: las cuentas no cuadran</translation>
    </message>
    <message>
        <source>wrong use, or params or a method that the server does not know</source>
        <translation>uso incorrecto, o parámetros o un método que el servidor no conoce</translation>
    </message>
    <message>
        <source>no connection, or no reply in time; of wait and watch: not final in time</source>
        <translation>sin conexión, o sin respuesta a tiempo; en wait y watch: no terminó a tiempo</translation>
    </message>
    <message>
        <source>Ctrl-C</source>
        <translation>Ctrl-C</translation>
    </message>
    <message>
        <source>the reader of the output has gone</source>
        <translation>quien leía la salida se ha ido</translation>
    </message>
</context>
<context>
    <name>relevo::console::Input</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>No se puede leer %1: %2.</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>la entrada estándar</translation>
    </message>
    <message>
        <source>%1 goes on after %2: more than the server takes. --lines makes a task of each line.</source>
        <translation>%1: sigue después de %2, más de lo que acepta el servidor. --lines hace una tarea de cada línea.</translation>
    </message>
</context>
<context>
    <name>relevo::console::LinesCommand</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Línea %1: %2</translation>
    </message>
    <message>
        <source>With --lines the lines come from --file or standard input.</source>
        <translation>Con --lines las líneas vienen de --file o de la entrada estándar.</translation>
    </message>
</context>
<context>
    <name>relevo::console::ListCommand</name>
    <message>
        <source>The server answered with something that is no list of tasks.</source>
        <translation>El servidor respondió con algo que no es una lista de tareas.</translation>
    </message>
    <message>
        <source>The command %1 takes no words.</source>
        <translation>La orden %1 no lleva palabras.</translation>
    </message>
    <message>
        <source>Either --all or --limit, not both.</source>
        <translation>O --all o --limit, no ambas cosas.</translation>
    </message>
    <message>
        <source>There are no such tasks.</source>
        <translation>No hay tareas así.</translation>
    </message>
    <message>
        <source>There may be more: --all, or --before %1.</source>
        <translation>Puede haber más: --all, o --before %1.</translation>
    </message>
</context>
<context>
    <name>relevo::console::Menu</name>
    <message>
        <source>Reverse a text</source>
        <translation>Invertir un texto</translation>
    </message>
    <message>
        <source>Text to reverse: </source>
        <translation>Texto que se invierte: </translation>
    </message>
    <message>
        <source>Average of numbers</source>
        <translation>Promedio de números</translation>
    </message>
    <message>
        <source>Numbers, with spaces or commas between: </source>
        <translation>Números, separados por espacios o comas (decimales con punto: 1.5): </translation>
    </message>
    <message>
        <source>Count characters</source>
        <translation>Contar caracteres</translation>
    </message>
    <message>
        <source>Text to count: </source>
        <translation>Texto que se cuenta: </translation>
    </message>
    <message>
        <source>Relevo, the task server at %1</source>
        <translation>Relevo, el servidor de tareas en %1</translation>
    </message>
    <message>
        <source>Choose: </source>
        <translation>Elija una opción: </translation>
    </message>
    <message>
        <source>“%1” is none of the choices: a number from 1 to %2.</source>
        <translation>«%1» no es una opción: un número del 1 al %2.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Hasta luego.</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>This server has no task %1.</source>
        <translation>Este servidor no tiene la tarea %1.</translation>
    </message>
    <message>
        <source>At least one number, please.</source>
        <translation>Al menos un número, por favor.</translation>
    </message>
    <message>
        <source>Result: </source>
        <translation>Resultado: </translation>
    </message>
    <message>
        <source>To start it, in another terminal: %1</source>
        <translation>Para iniciarlo, en otra terminal: %1</translation>
    </message>
</context>
<context>
    <name>relevo::console::OptionValues</name>
    <message>
        <source>--%1: a whole number from %2 to %3 is expected.</source>
        <translation>--%1: se espera un número entero de %2 a %3.</translation>
    </message>
    <message>
        <source>--%1: a time such as 90s, 5m, 2h or 7d is expected.</source>
        <translation>--%1: se espera un tiempo como 90s, 5m, 2h o 7d.</translation>
    </message>
    <message>
        <source>--%1: a date such as 2026-01-31 or 2026-01-31T12:00, or so long ago as 2h or 7d, is expected.</source>
        <translation>--%1: se espera una fecha como 2026-01-31 o 2026-01-31T12:00, o cuánto hace, como 2h o 7d.</translation>
    </message>
    <message>
        <source>--state: one of %1 is expected.</source>
        <translation>--state: se espera uno de estos: %1.</translation>
    </message>
    <message>
        <source>--kind: one of %1 is expected.</source>
        <translation>--kind: se espera uno de estos: %1.</translation>
    </message>
    <message>
        <source>The id of a task is expected.</source>
        <translation>Se espera el identificador de una tarea.</translation>
    </message>
</context>
<context>
    <name>relevo::console::Payload</name>
    <message>
        <source>What came is damaged: its SHA-256 or its length is not the one that the server told.</source>
        <translation>Lo recibido está dañado: su SHA-256 o su longitud no es la que dijo el servidor.</translation>
    </message>
</context>
<context>
    <name>relevo::console::Program</name>
    <message>
        <source>There is no command “%1”.</source>
        <translation>No existe la orden «%1».</translation>
    </message>
    <message>
        <source>There are texts in these languages: en, es.</source>
        <translation>Hay textos en estos idiomas: en, es.</translation>
    </message>
    <message>
        <source>The server&apos;s address is expected as HOST:PORT.</source>
        <translation>La dirección del servidor se espera como HOST:PUERTO.</translation>
    </message>
    <message>
        <source>The timeout is expected in seconds, more than 0.</source>
        <translation>El tiempo de espera se espera en segundos, más de 0.</translation>
    </message>
    <message>
        <source>There is no task “%1”.</source>
        <translation>No existe la tarea «%1».</translation>
    </message>
</context>
<context>
    <name>relevo::console::ProgressBar</name>
    <message>
        <source>%1 lines, %2/s</source>
        <translation>%1 líneas, %2/s</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>, %1 fallidas</translation>
    </message>
</context>
<context>
    <name>relevo::console::ResultText</name>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Send it in parts (--lines makes a task of each line), or start the server with a larger --max-message.</source>
        <translation>Envíelo por partes (--lines hace una tarea de cada línea), o inicie el servidor con un --max-message mayor.</translation>
    </message>
    <message>
        <source>No such task</source>
        <translation>No existe esa tarea</translation>
    </message>
    <message>
        <source>No such blob</source>
        <translation>No existe ese blob</translation>
    </message>
    <message>
        <source>The storage is out of reach</source>
        <translation>El almacenamiento no responde</translation>
    </message>
    <message>
        <source>Too many tasks are queued</source>
        <translation>Hay demasiadas tareas en cola</translation>
    </message>
</context>
<context>
    <name>relevo::console::Session</name>
    <message>
        <source>%1 Trying again…</source>
        <translation>%1 Se intenta de nuevo…</translation>
    </message>
</context>
<context>
    <name>relevo::console::StatusText</name>
    <message>
        <source>version</source>
        <translation>versión</translation>
    </message>
    <message>
        <source>node</source>
        <translation>nodo</translation>
    </message>
    <message>
        <source>up for</source>
        <translation>en marcha</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, desde %2</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>trabajadores</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>tareas</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>cola</translation>
    </message>
    <message>
        <source>storage</source>
        <translation>almacenamiento</translation>
    </message>
    <message>
        <source>large payloads</source>
        <translation>datos grandes</translation>
    </message>
    <message>
        <source>Limits:</source>
        <translation>Límites:</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>conexiones</translation>
    </message>
    <message>
        <source>%1 now, %2 accepted, %3 refused</source>
        <translation>%1 ahora, %2 aceptadas, %3 rechazadas</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>mensajes</translation>
    </message>
    <message>
        <source>%1, %2 refused</source>
        <translation>%1, %2 rechazados</translation>
    </message>
    <message>
        <source>traffic</source>
        <translation>tráfico</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>%1 de entrada, %2 de salida</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>%1 tasks, %2 waiting for a worker, %3</source>
        <translation>%1 tareas, %2 a la espera de un trabajador, %3</translation>
    </message>
    <message>
        <source>%1 of %2 busy</source>
        <translation>%1 de %2 ocupados</translation>
    </message>
    <message>
        <source>tasks per second</source>
        <translation>tareas por segundo</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>latencia</translation>
    </message>
    <message>
        <source>task</source>
        <translation>tarea</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hechas</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>canceladas</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
</context>
<context>
    <name>relevo::console::SubmitCommand</name>
    <message>
        <source>Some of it may have been accepted. The same command with %1 %2 makes no task twice.</source>
        <translation>Puede que una parte se haya aceptado. La misma orden con %1 %2 no crea ninguna tarea dos veces.</translation>
    </message>
    <message>
        <source>The task takes no words.</source>
        <translation>La tarea no lleva palabras.</translation>
    </message>
    <message>
        <source>The name of a task is expected.</source>
        <translation>Se espera el nombre de una tarea.</translation>
    </message>
    <message>
        <source>With --lines each line has a key of its own: use --key-prefix.</source>
        <translation>Con --lines cada línea tiene su propia clave: use --key-prefix.</translation>
    </message>
    <message>
        <source>--key-prefix is for --lines: use --key.</source>
        <translation>--key-prefix es para --lines: use --key.</translation>
    </message>
    <message>
        <source>--lines does not wait: give the ids to “relevo wait -”.</source>
        <translation>--lines no espera: pase los identificadores a «relevo wait -».</translation>
    </message>
    <message>
        <source>--%1: a key is expected, and not an empty text. Without the option one is made.</source>
        <translation>--%1: se espera una clave, y no un texto vacío. Sin la opción se crea una.</translation>
    </message>
</context>
<context>
    <name>relevo::console::TaskCommand</name>
    <message>
        <source>Either words or --file, not both.</source>
        <translation>O palabras o --file, no ambas cosas.</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Por defecto: %1</translation>
    </message>
    <message>
        <source>read the input from a file</source>
        <translation>lee la entrada de un archivo</translation>
    </message>
    <message>
        <source>each line of the input is a task of its own</source>
        <translation>cada línea de la entrada es una tarea propia</translation>
    </message>
    <message>
        <source>The task takes no words.</source>
        <translation>La tarea no lleva palabras.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>ARCHIVO</translation>
    </message>
    <message>
        <source>What to work on is missing: %1</source>
        <translation>Falta el dato: %1</translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation>TEXTO</translation>
    </message>
    <message>
        <source>NUMBERS</source>
        <translation>NÚMEROS</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>NÚMERO</translation>
    </message>
</context>
<context>
    <name>relevo::console::TaskTable</name>
    <message>
        <source>in %1</source>
        <translation>en %1</translation>
    </message>
    <message>
        <source>and %1 before these</source>
        <translation>y %1 antes de estos</translation>
    </message>
    <message>
        <source>way:</source>
        <translation>recorrido:</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ESTADO</translation>
    </message>
    <message>
        <source>CREATED</source>
        <translation>CREADA</translation>
    </message>
    <message>
        <source>TOOK</source>
        <translation>DURÓ</translation>
    </message>
    <message>
        <source>TRIES</source>
        <translation>INTENTOS</translation>
    </message>
    <message>
        <source>TASK</source>
        <translation>TAREA</translation>
    </message>
    <message>
        <source>past its time and does not end</source>
        <translation>pasada de tiempo y no termina</translation>
    </message>
    <message>
        <source>id</source>
        <translation>id</translation>
    </message>
    <message>
        <source>task</source>
        <translation>tarea</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>tipo</translation>
    </message>
    <message>
        <source>direct call</source>
        <translation>llamada directa</translation>
    </message>
    <message>
        <source>state</source>
        <translation>estado</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>dueño</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>prioridad</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>intento</translation>
    </message>
    <message>
        <source>%1 of at most %2</source>
        <translation>%1 de %2 como mucho</translation>
    </message>
    <message>
        <source>created</source>
        <translation>creada</translation>
    </message>
    <message>
        <source>not before</source>
        <translation>no antes de</translation>
    </message>
    <message>
        <source>started</source>
        <translation>empezada</translation>
    </message>
    <message>
        <source>cancel asked for</source>
        <translation>cancelar pedido</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>terminada</translation>
    </message>
    <message>
        <source>took</source>
        <translation>duró</translation>
    </message>
    <message>
        <source>node</source>
        <translation>nodo</translation>
    </message>
    <message>
        <source>worker</source>
        <translation>trabajador</translation>
    </message>
    <message>
        <source>params</source>
        <translation>parámetros</translation>
    </message>
    <message>
        <source>result</source>
        <translation>resultado</translation>
    </message>
    <message>
        <source>error</source>
        <translation>error</translation>
    </message>
    <message>
        <source>its cancel is asked for</source>
        <translation>se ha pedido cancelarla</translation>
    </message>
    <message>
        <source>attempt %1 of at most %2</source>
        <translation>intento %1 de %2 como mucho</translation>
    </message>
</context>
<context>
    <name>relevo::console::WaitCommand</name>
    <message>
        <source>The tasks themselves go on once the server does: wait for them again.</source>
        <translation>Las tareas siguen en cuanto el servidor vuelva: espérelas otra vez.</translation>
    </message>
    <message>
        <source>The server answered with something that is no task&apos;s record.</source>
        <translation>El servidor respondió con algo que no es el registro de una tarea.</translation>
    </message>
    <message>
        <source>The task is not done yet: it is %1.</source>
        <translation>La tarea aún no ha terminado: está %1.</translation>
    </message>
    <message>
        <source>The task was cancelled.</source>
        <translation>La tarea se canceló.</translation>
    </message>
    <message>
        <source>The task failed.</source>
        <translation>La tarea falló.</translation>
    </message>
</context>
<context>
    <name>relevo::console::WatchCommand</name>
    <message>
        <source>The connection is lost: %1 It is tried again.</source>
        <translation>Se perdió la conexión: %1 Se intenta de nuevo.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>La conexión ha vuelto.</translation>
    </message>
    <message>
        <source>Until the task is final, or Ctrl-C:</source>
        <translation>Hasta que la tarea termine, o Ctrl-C:</translation>
    </message>
    <message>
        <source>%1 events were lost. What stands now:</source>
        <translation>Se perdieron %1 avisos. Así están ahora:</translation>
    </message>
    <message>
        <source>There is no task yet. What happens from now on, until Ctrl-C:</source>
        <translation>Aún no hay ninguna tarea. Lo que pase desde ahora, hasta Ctrl-C:</translation>
    </message>
    <message>
        <source>What happens from now on, until Ctrl-C:</source>
        <translation>Lo que pase desde ahora, hasta Ctrl-C:</translation>
    </message>
    <message>
        <source>The id of one task is expected, or none.</source>
        <translation>Se espera el identificador de una tarea, o ninguno.</translation>
    </message>
    <message>
        <source>The task is not final yet.</source>
        <translation>La tarea aún no ha terminado.</translation>
    </message>
</context>
</TS>
