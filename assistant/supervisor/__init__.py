"""One process that starts the parts of the product, watches them and stops them: ``intake serve``.

The parts are the pages (``ui``), the action server (``actions``), the dialogue server (``dialogue``, Rasa in an
environment of its own) and the translation worker (``worker``). Each is a process; nothing of a conversation lives in this
package. From bottom to top:

* ``settings``  every environment variable of the product, with its default and meaning
* ``faults``    what can keep the parts from being served
* ``lifeline``  what a child calls so that it never outlives the supervisor
* ``parts``     what each part is: its command, its environment and the address that says it is ready
* ``watch``     one part as a process: start, health, restart with growing pauses, stop
* ``notices``   the two files that tell others: ``run/serve.lock`` and ``run/serve.json``
* ``supervisor``  all parts together on one data folder
* ``serve``     ``serve()`` for the command and ``running()`` for tests and replay
"""
