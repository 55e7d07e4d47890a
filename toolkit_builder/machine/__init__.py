"""The ground: files, locks, zips, processes and versions of the machine that a run happens on."""
