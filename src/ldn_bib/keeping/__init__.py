"""For people who keep a list: a new library, what is in it and lacking, what has changed."""
