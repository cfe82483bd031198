"""The static site of a library: pages, data for the client, downloads, a feed."""
