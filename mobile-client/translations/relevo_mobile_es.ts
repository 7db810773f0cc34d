<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES">
<context>
    <name>AboutCard</name>
    <message>
        <source>About Relevo</source>
        <translation>Acerca de Relevo</translation>
    </message>
    <message>
        <source>A client hands a task to the server, a worker takes it over, and the result comes back.</source>
        <translation>Un cliente entrega una tarea al servidor, un trabajador toma el relevo y el resultado vuelve.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versión %1</translation>
    </message>
</context>
<context>
    <name>ActivityTab</name>
    <message>
        <source>Choose a task</source>
        <translation>Elija una tarea</translation>
    </message>
    <message>
        <source>What was sent and what came of it stands here.</source>
        <translation>Aquí se ve lo que se envió y su resultado.</translation>
    </message>
</context>
<context>
    <name>BackgroundCard</name>
    <message>
        <source>Run in the background</source>
        <translation>Ejecutar en segundo plano</translation>
    </message>
    <message>
        <source>The server keeps the task, and runs it even if this application is closed.</source>
        <translation>El servidor guarda la tarea y la ejecuta aunque se cierre esta aplicación.</translation>
    </message>
    <message>
        <source>Priority, 0 to 9 (9 runs first)</source>
        <translation>Prioridad, de 0 a 9 (9 va primero)</translation>
    </message>
    <message>
        <source>Wait before it runs, in seconds</source>
        <translation>Espera antes de ejecutarla, en segundos</translation>
    </message>
    <message>
        <source>Attempts at most, 1 to 20</source>
        <translation>Intentos como máximo, de 1 a 20</translation>
    </message>
    <message>
        <source>Time for an attempt, in seconds</source>
        <translation>Tiempo por intento, en segundos</translation>
    </message>
    <message>
        <source>Handing over…</source>
        <translation>Entregando…</translation>
    </message>
    <message>
        <source>Waiting for a connection…</source>
        <translation>Esperando conexión…</translation>
    </message>
    <message>
        <source>Run in background</source>
        <translation>Ejecutar en segundo plano</translation>
    </message>
    <message>
        <source>Show in the history</source>
        <translation>Ver en el historial</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>%1: %2</source>
        <comment>a figure: its name, its value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Relevo&apos;s mobile application: tasks for a server, in a phone&apos;s shape.</source>
        <translation>La aplicación móvil de Relevo: tareas para un servidor, en formato de teléfono.</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>Muestra esta ayuda.</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>Muestra la versión.</translation>
    </message>
    <message>
        <source>The server to connect to.</source>
        <translation>El servidor al que conectarse.</translation>
    </message>
    <message>
        <source>The language: English or Spanish.</source>
        <translation>El idioma: inglés o español.</translation>
    </message>
    <message>
        <source>Opens the window, asks the server once, and ends: 0 if it answered, else 1.</source>
        <translation>Abre la ventana, pregunta una vez al servidor y termina: 0 si respondió, si no 1.</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>Argumento inesperado: %1</translation>
    </message>
    <message>
        <source>The language is en or es, not %1</source>
        <translation>El idioma es en o es, no %1</translation>
    </message>
</context>
<context>
    <name>ConnectionCard</name>
    <message>
        <source>%1, node %2</source>
        <comment>the server&apos;s address, its node&apos;s name</comment>
        <translation>%1, nodo %2</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Ida y vuelta</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
</context>
<context>
    <name>FieldFrame</name>
    <message>
        <source>optional</source>
        <translation>opcional</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a field&apos;s help, and its bounds</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>%1, %2, %3</source>
        <comment>a task for a screen reader: its name, state, time</comment>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>HistoryListPage</name>
    <message>
        <source>All tasks</source>
        <translation>Todas las tareas</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>Listar de nuevo</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>En cola</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En marcha</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Completadas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Canceladas</translation>
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
        <source>Older tasks are not shown.</source>
        <translation>No se muestran tareas más antiguas.</translation>
    </message>
    <message>
        <source>Direct calls appear when they are listed again.</source>
        <translation>Las llamadas directas aparecen al listar de nuevo.</translation>
    </message>
    <message>
        <source>The server cannot list its tasks</source>
        <translation>El servidor no puede listar sus tareas</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Aquí no hay nada</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>Aún no hay tareas</translation>
    </message>
    <message>
        <source>Its storage may be out of reach. It says: %1</source>
        <translation>Quizá su almacén no está a su alcance. Dice: %1</translation>
    </message>
    <message>
        <source>No task matches these filters.</source>
        <translation>Ninguna tarea coincide con estos filtros.</translation>
    </message>
    <message>
        <source>What anybody runs in the background appears here.</source>
        <translation>Lo que cualquiera ejecute en segundo plano aparece aquí.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Hide the filters</source>
        <translation>Ocultar los filtros</translation>
    </message>
    <message>
        <source>Show the filters</source>
        <translation>Mostrar los filtros</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>Choose a task</source>
        <translation>Elija una tarea</translation>
    </message>
    <message>
        <source>Where its time went and what came of it stands here.</source>
        <translation>Aquí está en qué se fue su tiempo y qué resultó.</translation>
    </message>
</context>
<context>
    <name>HistoryTaskPage</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Only the beginning is shown of %1.</source>
        <translation>Solo se muestra el principio de %1.</translation>
    </message>
    <message>
        <source>How much of the result is saved</source>
        <translation>Cuánto del resultado se ha guardado</translation>
    </message>
    <message>
        <source>Stop saving</source>
        <translation>Dejar de guardar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>%1, %2, %3</source>
        <comment>a job for a screen reader: task, state, time</comment>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>JobListPage</name>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Delete what is finished</source>
        <translation>Borrar lo terminado</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hechas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Todavía no hay nada</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Aquí no hay nada</translation>
    </message>
    <message>
        <source>What you send from Tasks is kept here, with its result.</source>
        <translation>Lo que envíe desde Tareas queda aquí, con su resultado.</translation>
    </message>
    <message>
        <source>No task matches this filter.</source>
        <translation>Ninguna tarea coincide con este filtro.</translation>
    </message>
</context>
<context>
    <name>JobPage</name>
    <message>
        <source>No. %1, %2</source>
        <comment>a job&apos;s number, when it was sent</comment>
        <translation>N.º %1, %2</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
</context>
<context>
    <name>LoadCard</name>
    <message>
        <source>Load</source>
        <translation>Carga</translation>
    </message>
    <message>
        <source>Shown as soon as the server is connected.</source>
        <translation>Aparece en cuanto haya conexión con el servidor.</translation>
    </message>
    <message>
        <source>Tasks per second</source>
        <translation>Tareas por segundo</translation>
    </message>
    <message>
        <source>Workers busy</source>
        <translation>Trabajadores ocupados</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hechas</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Conexiones</translation>
    </message>
</context>
<context>
    <name>NavigationBar</name>
    <message>
        <source>Tasks</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Secciones</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
</context>
<context>
    <name>OfflineBanner</name>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>New server</source>
        <translation>Servidor nuevo</translation>
    </message>
    <message>
        <source>Edit server</source>
        <translation>Editar servidor</translation>
    </message>
    <message>
        <source>Delete this server</source>
        <translation>Borrar este servidor</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>The office&apos;s server</source>
        <translation>El servidor de la oficina</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>As HOST:PORT</source>
        <translation>Como HOST:PUERTO</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
</context>
<context>
    <name>ProfilesCard</name>
    <message>
        <source>Servers</source>
        <translation>Servidores</translation>
    </message>
    <message>
        <source>Add a server</source>
        <translation>Añadir un servidor</translation>
    </message>
    <message>
        <source>Give the servers that you use a name, and change between them by a tap.</source>
        <translation>Dé un nombre a los servidores que usa y cambie de uno a otro con un toque.</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Editar %1</translation>
    </message>
</context>
<context>
    <name>RawJson</name>
    <message>
        <source>Copy %1</source>
        <translation>Copiar %1</translation>
    </message>
</context>
<context>
    <name>ResultRow</name>
    <message>
        <source>Copy %1</source>
        <translation>Copiar %1</translation>
    </message>
    <message>
        <source>%1: the beginning is shown, copying takes all of it</source>
        <translation>%1: se muestra el comienzo, al copiar se toma todo</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mostrar más</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Preparing the result…</source>
        <translation>Preparando el resultado…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Compartir</translation>
    </message>
    <message>
        <source>Use as input</source>
        <translation>Usar como entrada</translation>
    </message>
</context>
<context>
    <name>ServerPage</name>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
</context>
<context>
    <name>SettingsCard</name>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
</context>
<context>
    <name>TaskListPage</name>
    <message>
        <source>Tasks</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>No hay tareas</translation>
    </message>
    <message>
        <source>This server has no tasks. Pull down to ask it again.</source>
        <translation>Este servidor no tiene tareas. Tire hacia abajo para volver a preguntarle.</translation>
    </message>
</context>
<context>
    <name>TaskPage</name>
    <message>
        <source>Clear the form</source>
        <translation>Vaciar el formulario</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>In background</source>
        <translation>En segundo plano</translation>
    </message>
</context>
<context>
    <name>TasksTab</name>
    <message>
        <source>Choose a task</source>
        <translation>Elija una tarea</translation>
    </message>
    <message>
        <source>Its form opens here.</source>
        <translation>Su formulario se abre aquí.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
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
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
</context>
<context>
    <name>relevo::mobile::App</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copied: paste it where you want to share it</source>
        <translation>Copiado: péguelo donde quiera compartirlo</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Borrado</translation>
    </message>
    <message>
        <source>Finished tasks deleted</source>
        <translation>Tareas terminadas borradas</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>Enviado de nuevo</translation>
    </message>
</context>
<context>
    <name>relevo::mobile::Background</name>
    <message>
        <source>The server has the task</source>
        <translation>El servidor tiene la tarea</translation>
    </message>
    <message>
        <source>Handed to the server again</source>
        <translation>Entregada otra vez al servidor</translation>
    </message>
    <message>
        <source>Saved in %1</source>
        <translation>Guardado en %1</translation>
    </message>
</context>
<context>
    <name>relevo::mobile::Smoke</name>
    <message>
        <source>The server did not answer in time</source>
        <translation>El servidor no respondió a tiempo</translation>
    </message>
    <message>
        <source>The window was not drawn in time</source>
        <translation>La ventana no se dibujó a tiempo</translation>
    </message>
    <message>
        <source>The interface could not be loaded</source>
        <translation>No se pudo cargar la interfaz</translation>
    </message>
</context>
</TS>
