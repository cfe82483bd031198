"""The network: PubMed and Crossref, asked through one door with a cache on the disk."""
