"""The ground: files, cache, lock, zips, XML, processes and versions of the machine that a run happens on."""
