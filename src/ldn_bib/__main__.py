"""``python -m ldn_bib`` runs the program."""

from ldn_bib.cli.main import main

main()
