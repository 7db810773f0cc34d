<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>relevo::ConnectionProbe</name>
    <message numerus="yes">
        <source>Relevo %1, node %2, %n workers: answered in %3 ms</source>
        <translation>
            <numerusform>Relevo %1, node %2, %n worker: answered in %3 ms</numerusform>
            <numerusform>Relevo %1, node %2, %n workers: answered in %3 ms</numerusform>
        </translation>
    </message>
</context>
</TS>
