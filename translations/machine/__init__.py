"""Machine translation on this machine alone: drafts for a cultuurvertaler, made from packages of the Argos format.

Nothing is downloaded and nothing leaves the machine. From bottom to top:

* ``faults``       what can be wrong with a package or a translation, in words for a beheerder
* ``metadata``     what a package says about itself
* ``archive``      a package file, looked at before anything of it is unpacked
* ``installing``   package files into the folder of the municipality
* ``installed``    what stands in that folder, each package by itself
* ``sentences``    lines and sentences in every script
* ``loading``      a package as Argos loads it, for many sentences at once
* ``probing``      a package tried in a process of its own, so that a bad one takes nobody along
* ``tried``        which packages were tried and worked
* ``routes``       which packages lead from one language to another: direct, over English, over Farsi for Dari
* ``machine``      ``Machine``: texts in, drafts with their pivot out
* ``drafting``     one source into one rendition, from memory or by machine
* ``backfill``     sources for words that were said before there was a queue
* ``worker``       the process that works through the queue
* ``packing``      a converted model of somebody else into a package file
"""
