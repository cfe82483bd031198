"""The rules, one module each; :mod:`ldn_bib.check.registry` lists them."""
