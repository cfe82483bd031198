"""Exchange formats: one file each, registered under the entry point ``ldn_bib.formats``."""
