<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES">
<context>
    <name>relevo::desktop::AboutDialog</name>
    <message>
        <source>About Relevo</source>
        <translation>Acerca de Relevo</translation>
    </message>
    <message>
        <source>Version %1, with Qt %2</source>
        <translation>Versión %1, con Qt %2</translation>
    </message>
    <message>
        <source>A distributed task server and its clients. This is the desktop application: it sends tasks to a server, alone or by the file, and shows what becomes of them.</source>
        <translation>Un servidor distribuido de tareas y sus clientes. Esta es la aplicación de escritorio: envía tareas a un servidor, una a una o por archivos, y muestra qué ha sido de ellas.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Intro</translation>
    </message>
    <message>
        <source>send the task</source>
        <translation>enviar la tarea</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Ctrl+1 … Ctrl+9</translation>
    </message>
    <message>
        <source>go to a task</source>
        <translation>ir a una tarea</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>take the content of a file</source>
        <translation>tomar el contenido de un archivo</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>a task per line of a file</source>
        <translation>una tarea por línea de un archivo</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>search the jobs</source>
        <translation>buscar en los trabajos</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>connect to another server</source>
        <translation>conectar con otro servidor</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>try to connect again</source>
        <translation>intentar conectar de nuevo</translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation>&amp;Documentación</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>Documentación</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::BackgroundDialog</name>
    <message>
        <source>Run in the background</source>
        <translation>Ejecutar en segundo plano</translation>
    </message>
    <message>
        <source>The server keeps the task, and runs it even if this window is closed.</source>
        <translation>El servidor guarda la tarea y la ejecuta aunque se cierre esta ventana.</translation>
    </message>
    <message>
        <source>&amp;Priority (9 runs first):</source>
        <translation>&amp;Prioridad (9 va primero):</translation>
    </message>
    <message>
        <source>&amp;Wait before it runs:</source>
        <translation>&amp;Espera antes de ejecutarla:</translation>
    </message>
    <message>
        <source>&amp;Attempts at most:</source>
        <translation>&amp;Intentos como máximo:</translation>
    </message>
    <message>
        <source>&amp;Time for an attempt:</source>
        <translation>&amp;Tiempo por intento:</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no wait</comment>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>E&amp;jecutar</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::ChoiceField</name>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>As usual: %1</source>
        <translation>Lo habitual: %1</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::ConnectionBar</name>
    <message>
        <source>Starting a server on this machine…</source>
        <translation>Iniciando un servidor en esta máquina…</translation>
    </message>
    <message>
        <source>No server on this machine at %1.</source>
        <translation>No hay ningún servidor en esta máquina en %1.</translation>
    </message>
    <message>
        <source>Not connected to %1.</source>
        <translation>Sin conexión con %1.</translation>
    </message>
    <message>
        <source>Start &amp;one</source>
        <translation>I&amp;niciar uno</translation>
    </message>
    <message>
        <source>Start it &amp;again</source>
        <translation>I&amp;niciarlo de nuevo</translation>
    </message>
    <message>
        <source>Start a server on this machine</source>
        <translation>Iniciar un servidor en esta máquina</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Re&amp;intentar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Other &amp;server…</source>
        <translation>Otro &amp;servidor…</translation>
    </message>
    <message>
        <source>Other server…</source>
        <translation>Otro servidor…</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::ConnectionDialog</name>
    <message>
        <source>Connect to a server</source>
        <translation>Conectar con un servidor</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Dirección</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>Host and port, as in 127.0.0.1:5000</source>
        <translation>Máquina y puerto, como en 127.0.0.1:5000</translation>
    </message>
    <message>
        <source>To find it again in the list</source>
        <translation>Para encontrarlo en la lista</translation>
    </message>
    <message>
        <source>Saved servers</source>
        <translation>Servidores guardados</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Probar</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Conectar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Remember this address under this name</source>
        <translation>Recordar esta dirección con este nombre</translation>
    </message>
    <message>
        <source>See whether a server answers at this address</source>
        <translation>Comprobar si un servidor responde en esta dirección</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::Field</name>
    <message>
        <source>%1 (optional)</source>
        <comment>a form&apos;s field</comment>
        <translation>%1 (opcional)</translation>
    </message>
    <message>
        <source>If left empty: %1</source>
        <translation>Si se deja vacío: %1</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::HistoryPage</name>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>No task matches.</source>
        <translation>Ninguna tarea coincide.</translation>
    </message>
    <message>
        <source>The server has no task yet. “In background” beside a task&apos;s form makes one.</source>
        <translation>El servidor aún no tiene tareas. «En segundo plano», junto al formulario de una tarea, crea una.</translation>
    </message>
    <message>
        <source>The server cannot list its tasks: its storage may be out of reach. It says: %1</source>
        <translation>El servidor no puede listar sus tareas: quizá su almacén no está a su alcance. Dice: %1</translation>
    </message>
    <message>
        <source>There is no connection. What is shown may be out of date.</source>
        <translation>No hay conexión. Lo que se muestra puede estar anticuado.</translation>
    </message>
    <message>
        <source>Only the newest %1 are shown.</source>
        <translation>Solo se muestran las %1 más recientes.</translation>
    </message>
    <message>
        <source>Direct calls are not told of as they happen: list them again to see new ones.</source>
        <translation>De las llamadas directas no llega aviso: liste de nuevo para ver las últimas.</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Todas las tareas</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>The tasks of the server, as they happen</source>
        <translation>Las tareas del servidor, en vivo</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Todos los estados</translation>
    </message>
    <message>
        <source>Which states to show</source>
        <translation>Qué estados mostrar</translation>
    </message>
    <message>
        <source>Which tasks to show</source>
        <translation>Qué tareas mostrar</translation>
    </message>
    <message>
        <source>Background tasks or direct calls</source>
        <translation>Tareas en segundo plano o llamadas directas</translation>
    </message>
    <message>
        <source>Background tasks</source>
        <translation>En segundo plano</translation>
    </message>
    <message>
        <source>Direct calls</source>
        <translation>Llamadas directas</translation>
    </message>
    <message>
        <source>List the tasks again</source>
        <translation>Listar las tareas de nuevo</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>Listar de nuevo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Tasks of the server</source>
        <translation>Tareas del servidor</translation>
    </message>
    <message>
        <source>Width of the history&apos;s list</source>
        <translation>Anchura de la lista del historial</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::JobDetails</name>
    <message>
        <source>Job %1: %2</source>
        <translation>Trabajo %1: %2</translation>
    </message>
    <message>
        <source>sent %1</source>
        <comment>a time</comment>
        <translation>enviado %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <comment>a duration</comment>
        <translation>duró %1</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>This job is too old: what was sent and came back is no longer kept.</source>
        <translation>Este trabajo es demasiado antiguo: lo enviado y lo recibido ya no se conservan.</translation>
    </message>
    <message>
        <source>Only beginnings are shown of %1. Save takes all of it.</source>
        <translation>Solo se muestran comienzos de %1. Al guardar se toma todo.</translation>
    </message>
    <message>
        <source>Save the job</source>
        <translation>Guardar el trabajo</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Job details</source>
        <translation>Detalles del trabajo</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Árbol</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>&amp;Repeat</source>
        <translation>&amp;Repetir</translation>
    </message>
    <message>
        <source>&amp;Put into the form</source>
        <translation>&amp;Poner en el formulario</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Guardar como…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>What was sent and came back, as a tree</source>
        <translation>Lo enviado y lo recibido, como árbol</translation>
    </message>
    <message>
        <source>What was sent and came back, as JSON</source>
        <translation>Lo enviado y lo recibido, como JSON</translation>
    </message>
    <message>
        <source>Views of the job</source>
        <translation>Vistas del trabajo</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::JobsView</name>
    <message>
        <source>Jobs</source>
        <translation>Trabajos</translation>
    </message>
    <message>
        <source>Search jobs</source>
        <translation>Buscar trabajos</translation>
    </message>
    <message>
        <source>Which jobs to show</source>
        <translation>Qué trabajos se muestran</translation>
    </message>
    <message>
        <source>All</source>
        <comment>jobs</comment>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Not finished</source>
        <comment>jobs</comment>
        <translation>Sin terminar</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>jobs</comment>
        <translation>Hechos</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>jobs</comment>
        <translation>Fallidos</translation>
    </message>
    <message>
        <source>What was sent from here, and what became of it</source>
        <translation>Lo que se envió desde aquí, y qué ha sido de ello</translation>
    </message>
    <message>
        <source>&amp;Details…</source>
        <translation>&amp;Detalles…</translation>
    </message>
    <message>
        <source>Show all that was sent and came back</source>
        <translation>Mostrar todo lo enviado y lo recibido</translation>
    </message>
    <message>
        <source>&amp;Repeat</source>
        <translation>&amp;Repetir</translation>
    </message>
    <message>
        <source>Send the same once more</source>
        <translation>Enviar lo mismo otra vez</translation>
    </message>
    <message>
        <source>&amp;Put into the form</source>
        <translation>&amp;Poner en el formulario</translation>
    </message>
    <message>
        <source>Put what was sent into the form again</source>
        <translation>Poner lo enviado en el formulario otra vez</translation>
    </message>
    <message>
        <source>Copy &amp;result</source>
        <translation>Copiar el r&amp;esultado</translation>
    </message>
    <message>
        <source>Copy the results of the selected jobs as JSON</source>
        <translation>Copiar los resultados de los trabajos elegidos como JSON</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Stop waiting for the selected jobs</source>
        <translation>Dejar de esperar los trabajos elegidos</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>Take the selected jobs off the list</source>
        <translation>Quitar de la lista los trabajos elegidos</translation>
    </message>
    <message>
        <source>Clear &amp;finished</source>
        <translation>Quitar los &amp;terminados</translation>
    </message>
    <message>
        <source>Take all finished jobs off the list</source>
        <translation>Quitar de la lista todos los trabajos terminados</translation>
    </message>
    <message>
        <source>No job matches.</source>
        <translation>Ningún trabajo coincide.</translation>
    </message>
    <message>
        <source>No jobs yet. Everything that you send appears here, and can be repeated.</source>
        <translation>Aún no hay trabajos. Todo lo que envíe aparecerá aquí, y se podrá repetir.</translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 en curso</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>jobs</comment>
        <translation>%1 fallidos</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::JsonTreeModel</name>
    <message>
        <source>Only the first %1 are shown</source>
        <translation>Solo se muestran los primeros %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::LinesPage</name>
    <message>
        <source>File with a task per line</source>
        <translation>Archivo con una tarea por línea</translation>
    </message>
    <message>
        <source>File for the results</source>
        <translation>Archivo para los resultados</translation>
    </message>
    <message>
        <source>results</source>
        <comment>part of a file&apos;s name</comment>
        <translation>resultados</translation>
    </message>
    <message>
        <source>Choose the file whose lines are the tasks.</source>
        <translation>Elija el archivo cuyas líneas son las tareas.</translation>
    </message>
    <message>
        <source>There is no such file: %1</source>
        <translation>No existe el archivo %1</translation>
    </message>
    <message>
        <source>Choose the file for the results.</source>
        <translation>Elija el archivo para los resultados.</translation>
    </message>
    <message>
        <source>The results would overwrite the file that they are made from.</source>
        <translation>Los resultados sobrescribirían el archivo del que salen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln línea</numerusform>
            <numerusform>%Ln líneas</numerusform>
        </translation>
    </message>
    <message>
        <source>Done: %1, %2 of them failed. The results are in %3.</source>
        <translation>Hecho: %1, de ellas %2 fallidas. Los resultados están en %3.</translation>
    </message>
    <message>
        <source>Done: %1. The results are in %2.</source>
        <translation>Hecho: %1. Los resultados están en %2.</translation>
    </message>
    <message>
        <source>Cancelled after %1. What came until then is in %2.</source>
        <translation>Cancelado tras %1. Lo recibido hasta entonces está en %2.</translation>
    </message>
    <message>
        <source>Each line of a text file is sent as one task; the results go to another file, in the same order.</source>
        <translation>Cada línea de un archivo de texto se envía como una tarea; los resultados van a otro archivo, en el mismo orden.</translation>
    </message>
    <message>
        <source>&amp;Lines from</source>
        <translation>&amp;Líneas de</translation>
    </message>
    <message>
        <source>Choose a file, or drop one here</source>
        <translation>Elija un archivo, o suéltelo aquí</translation>
    </message>
    <message>
        <source>&amp;Results to</source>
        <translation>&amp;Resultados en</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>&amp;Como</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Text: a line per result</source>
        <translation>Texto: una línea por resultado</translation>
    </message>
    <message>
        <source>CSV: a table for spreadsheets</source>
        <translation>CSV: una tabla para hojas de cálculo</translation>
    </message>
    <message>
        <source>JSON Lines: an object per line</source>
        <translation>JSON Lines: un objeto por línea</translation>
    </message>
    <message>
        <source>This file exists. It will be overwritten.</source>
        <translation>Este archivo ya existe. Se sobrescribirá.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>First results</source>
        <translation>Primeros resultados</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>Lo que falló</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>File with the lines</source>
        <translation>Archivo con las líneas</translation>
    </message>
    <message>
        <source>Choose the file with the lines</source>
        <translation>Elegir el archivo con las líneas</translation>
    </message>
    <message>
        <source>Choose the file for the results</source>
        <translation>Elegir el archivo para los resultados</translation>
    </message>
    <message>
        <source>Format of the results</source>
        <translation>Formato de los resultados</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::LinesText</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln línea</numerusform>
            <numerusform>%Ln líneas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fallidas</translation>
    </message>
    <message>
        <source>%1 lines/s</source>
        <translation>%1 líneas/s</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>quedan unos %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>a time</comment>
        <translation>en %1</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::LoadCard</name>
    <message>
        <source>The last two minutes</source>
        <translation>Los dos últimos minutos</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Node %1</source>
        <translation>Nodo %1</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Aún no hay cifras</translation>
    </message>
    <message>
        <source>No figures without a connection</source>
        <translation>Sin conexión no hay cifras</translation>
    </message>
    <message>
        <source>Workers busy</source>
        <translation>Ocupados</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>En cola</translation>
    </message>
    <message>
        <source>Tasks per second</source>
        <translation>Tareas por segundo</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::LocalServer</name>
    <message>
        <source>The server could not be started.</source>
        <translation>No se pudo iniciar el servidor.</translation>
    </message>
    <message>
        <source>The server could not be started: %1</source>
        <translation>No se pudo iniciar el servidor: %1</translation>
    </message>
    <message>
        <source>The server that was started here has ended, with exit code %1.</source>
        <translation>El servidor iniciado aquí ha terminado, con el código de salida %1.</translation>
    </message>
    <message>
        <source>The server that was started here has crashed, or was killed.</source>
        <translation>El servidor iniciado aquí se ha caído, o alguien lo mató.</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::MainWindow</name>
    <message>
        <source>Result of “%1”</source>
        <translation>Resultado de «%1»</translation>
    </message>
    <message>
        <source>A file is still being worked through. Close the window again to cancel that.</source>
        <translation>Aún se está procesando un archivo. Cierre la ventana otra vez para cancelarlo.</translation>
    </message>
    <message>
        <source>Width of the list of tasks</source>
        <translation>Ancho de la lista de tareas</translation>
    </message>
    <message>
        <source>Height of the list of jobs</source>
        <translation>Alto de la lista de trabajos</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Open a file…</source>
        <translation>&amp;Abrir un archivo…</translation>
    </message>
    <message>
        <source>A task per &amp;line…</source>
        <translation>Una tarea por &amp;línea…</translation>
    </message>
    <message>
        <source>&amp;Copy the result</source>
        <translation>&amp;Copiar el resultado</translation>
    </message>
    <message>
        <source>&amp;Save the result…</source>
        <translation>&amp;Guardar el resultado…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Preferencias…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;Task</source>
        <translation>&amp;Tarea</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Enviar</translation>
    </message>
    <message>
        <source>Clear the &amp;form</source>
        <translation>&amp;Vaciar el formulario</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>Tra&amp;bajos</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Buscar</translation>
    </message>
    <message>
        <source>Se&amp;rver</source>
        <translation>&amp;Servidor</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>&amp;Conectar…</translation>
    </message>
    <message>
        <source>&amp;Try again now</source>
        <translation>&amp;Reintentar ahora</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Desconectar</translation>
    </message>
    <message>
        <source>&amp;Start a server on this machine</source>
        <translation>&amp;Iniciar un servidor en esta máquina</translation>
    </message>
    <message>
        <source>St&amp;op the server started here</source>
        <translation>De&amp;tener el servidor iniciado aquí</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation>&amp;Documentación</translation>
    </message>
    <message>
        <source>&amp;About Relevo</source>
        <translation>&amp;Acerca de Relevo</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cor&amp;tar</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Pegar</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Seleccionar &amp;todo</translation>
    </message>
    <message>
        <source>&amp;Fixed-width font</source>
        <translation>Letra de &amp;ancho fijo</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Colores</translation>
    </message>
    <message>
        <source>&amp;As the system</source>
        <comment>colours</comment>
        <translation>&amp;Como el sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>C&amp;laro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>&amp;As the system</source>
        <comment>language</comment>
        <translation>&amp;Como el sistema</translation>
    </message>
    <message>
        <source>Run in &amp;background</source>
        <translation>Ejecutar en &amp;segundo plano</translation>
    </message>
    <message>
        <source>Run in background &amp;with options…</source>
        <translation>Ejecutar en segundo plano &amp;con opciones…</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Historial</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::NumbersField</name>
    <message>
        <source>Type numbers, paste them from a spreadsheet, or drop a file here</source>
        <translation>Escriba números, péguelos de una hoja de cálculo o suelte aquí un archivo</translation>
    </message>
    <message>
        <source>Decimal comma</source>
        <translation>Coma decimal</translation>
    </message>
    <message>
        <source>A comma between digits is a decimal sign: 1,5</source>
        <translation>Una coma entre cifras es el signo decimal: 1,5</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::Options</name>
    <message>
        <source>--language takes en or es, not %1</source>
        <translation>--language admite en o es, no %1</translation>
    </message>
    <message>
        <source>%1 takes no value</source>
        <translation>%1 no lleva valor</translation>
    </message>
    <message>
        <source>%1 takes a value</source>
        <translation>%1 necesita un valor</translation>
    </message>
    <message>
        <source>Unknown option: %1</source>
        <translation>Opción desconocida: %1</translation>
    </message>
    <message>
        <source>Usage: relevo-desktop [OPTIONS]</source>
        <translation>Uso: relevo-desktop [OPCIONES]</translation>
    </message>
    <message>
        <source>the server to connect to (at first 127.0.0.1:5000)</source>
        <translation>el servidor con el que conectar (al principio 127.0.0.1:5000)</translation>
    </message>
    <message>
        <source>the language, instead of the system&apos;s</source>
        <translation>el idioma, en vez del que tenga el sistema</translation>
    </message>
    <message>
        <source>start, one round trip with the server, exit 0 or 1</source>
        <translation>inicia, una ida y vuelta con el servidor, sale con 0 o 1</translation>
    </message>
    <message>
        <source>print this text, and exit</source>
        <translation>muestra este texto y sale</translation>
    </message>
    <message>
        <source>print the version, and exit</source>
        <translation>muestra la versión y sale</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>language</comment>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Colores</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>colours</comment>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>&amp;Fixed-width font for texts and numbers</source>
        <translation>Letra de ancho &amp;fijo para textos y números</translation>
    </message>
    <message>
        <source>Everything takes effect at once.</source>
        <translation>Todo surte efecto al momento.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Fixed-width font for texts and numbers</source>
        <translation>Letra de ancho fijo para textos y números</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::ResultView</name>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Nothing sent yet. Fill in the form and press Send, or Ctrl+Enter: the result will stand here.</source>
        <translation>Aún no se ha enviado nada. Rellene el formulario y pulse Enviar, o Ctrl+Intro: el resultado aparecerá aquí.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Stops waiting for the result</source>
        <translation>Deja de esperar el resultado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the result</source>
        <translation>Copiar el resultado</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Save all of the result in a file</source>
        <translation>Guardar todo el resultado en un archivo</translation>
    </message>
    <message>
        <source>Use as input</source>
        <translation>Usar como entrada</translation>
    </message>
    <message>
        <source>Put the result into the form of a task</source>
        <translation>Poner el resultado en el formulario de una tarea</translation>
    </message>
    <message>
        <source>Save all of it…</source>
        <translation>Guardarlo todo…</translation>
    </message>
    <message>
        <source>Waiting for a connection…</source>
        <translation>Esperando una conexión…</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>En curso…</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Cancelled: nobody waits for this result any more.</source>
        <translation>Cancelada: ya nadie espera este resultado.</translation>
    </message>
    <message>
        <source>Only the beginning is shown here. Copy and Save take all of it.</source>
        <translation>Aquí solo se muestra el comienzo. Copiar y Guardar lo toman todo.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Save the result</source>
        <translation>Guardar el resultado</translation>
    </message>
    <message>
        <source>Texts (*.txt)</source>
        <translation>Textos (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::SideBar</name>
    <message>
        <source>Tasks</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>What the server can do</source>
        <translation>Lo que sabe hacer el servidor</translation>
    </message>
    <message>
        <source>H&amp;istory</source>
        <translation>&amp;Historial</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>The tasks of the server, as they happen</source>
        <translation>Las tareas del servidor, en vivo</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::Smoke</name>
    <message>
        <source>No answer in time.</source>
        <translation>No hubo respuesta a tiempo.</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::StatusStrip</name>
    <message>
        <source>Connect to another server (Ctrl+K)</source>
        <translation>Conectar con otro servidor (Ctrl+K)</translation>
    </message>
    <message>
        <source>Server %1</source>
        <translation>Servidor %1</translation>
    </message>
    <message>
        <source>started here, ends with this window</source>
        <translation>iniciado aquí, termina con esta ventana</translation>
    </message>
    <message>
        <source>Round trip %1</source>
        <translation>Ida y vuelta %1</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::TaskDetails</name>
    <message>
        <source>Saved in %1</source>
        <translation>Guardado en %1</translation>
    </message>
    <message>
        <source>Input: %1</source>
        <translation>Entrada: %1</translation>
    </message>
    <message>
        <source>Only the beginning is shown of %1. Save takes all of it.</source>
        <translation>Solo se muestra el principio de %1. Guardar lo toma todo.</translation>
    </message>
    <message>
        <source>Save the result</source>
        <translation>Guardar el resultado</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Choose a task to see all of it.</source>
        <translation>Elija una tarea para verla entera.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>How much of the result is saved</source>
        <translation>Cuánto del resultado se ha guardado</translation>
    </message>
    <message>
        <source>&amp;Open the result</source>
        <translation>&amp;Abrir el resultado</translation>
    </message>
    <message>
        <source>Go to the result</source>
        <translation>Ir al resultado</translation>
    </message>
    <message>
        <source>&amp;Save the result…</source>
        <translation>&amp;Guardar el resultado…</translation>
    </message>
    <message>
        <source>Save all of the result in a file</source>
        <translation>Guardar todo el resultado en un archivo</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Cancel the task on the server</source>
        <translation>Cancelar la tarea en el servidor</translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation>Rein&amp;tentar</translation>
    </message>
    <message>
        <source>Queue this failed or cancelled task again</source>
        <translation>Poner otra vez en cola esta tarea fallida o cancelada</translation>
    </message>
    <message>
        <source>&amp;Repeat</source>
        <translation>&amp;Repetir</translation>
    </message>
    <message>
        <source>Run the same once more, as a task of its own</source>
        <translation>Ejecutar lo mismo otra vez, como una tarea nueva</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::TaskPage</name>
    <message>
        <source>One task</source>
        <translation>Una tarea</translation>
    </message>
    <message>
        <source>A task per line</source>
        <translation>Una tarea por línea</translation>
    </message>
    <message>
        <source>Run every line of a file through this task</source>
        <translation>Pasar cada línea de un archivo por esta tarea</translation>
    </message>
    <message>
        <source>What to run</source>
        <translation>Qué se ejecuta</translation>
    </message>
    <message>
        <source>This task needs no input.</source>
        <translation>Esta tarea no necesita datos.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Enviar</translation>
    </message>
    <message>
        <source>Send the task to the server (Ctrl+Enter)</source>
        <translation>Enviar la tarea al servidor (Ctrl+Intro)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Cl&amp;ear</source>
        <translation>&amp;Vaciar</translation>
    </message>
    <message>
        <source>Empty the form</source>
        <translation>Vaciar el formulario</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Abrir un archivo</translation>
    </message>
    <message>
        <source>In &amp;background</source>
        <translation>En segundo &amp;plano</translation>
    </message>
    <message>
        <source>Let the server run the task by itself (Ctrl+Shift+Enter)</source>
        <translation>Dejar que el servidor ejecute la tarea por su cuenta (Ctrl+Mayús+Intro)</translation>
    </message>
    <message>
        <source>Run in background</source>
        <translation>Ejecutar en segundo plano</translation>
    </message>
    <message>
        <source>&amp;With options…</source>
        <translation>&amp;Con opciones…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Show the task in the history</source>
        <translation>Ver la tarea en el historial</translation>
    </message>
    <message>
        <source>The server has the task, and runs it in the background.</source>
        <translation>El servidor tiene la tarea y la ejecuta en segundo plano.</translation>
    </message>
    <message>
        <source>The task is handed over as soon as there is a connection.</source>
        <translation>La tarea se entregará en cuanto haya conexión.</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::TextField</name>
    <message>
        <source>Pasted text</source>
        <translation>Texto pegado</translation>
    </message>
    <message>
        <source>Type or paste, or drop a file here</source>
        <translation>Escriba o pegue, o suelte aquí un archivo</translation>
    </message>
    <message>
        <source>Take the content of a file</source>
        <translation>Tomar el contenido de un archivo</translation>
    </message>
    <message>
        <source>Open a file for “%1”</source>
        <translation>Abrir un archivo para «%1»</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove the content of %1</source>
        <translation>Quitar el contenido de %1</translation>
    </message>
    <message>
        <source>Beginning of the content</source>
        <translation>Comienzo del contenido</translation>
    </message>
</context>
<context>
    <name>relevo::desktop::TimelineView</name>
    <message>
        <source>Where the time went</source>
        <translation>En qué se fue el tiempo</translation>
    </message>
    <message>
        <source>Waited %1</source>
        <translation>Esperó %1</translation>
    </message>
    <message>
        <source>Ran %1</source>
        <translation>En marcha %1</translation>
    </message>
    <message>
        <source>Stored %1</source>
        <translation>Guardó %1</translation>
    </message>
    <message>
        <source>In all %1</source>
        <translation>En total %1</translation>
    </message>
</context>
</TS>
