"""What the codes of the download site mean; `toolkit explain CODE` shows it."""

CODES = {
    "O551": "Pagefind could not make the search index of a site.",
    "P131": "A site shows sealed editions, and none is sealed yet; `toolkit publish` seals the newest.",
}
