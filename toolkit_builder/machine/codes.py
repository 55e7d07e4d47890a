"""What the codes of disk and workers mean; `toolkit explain CODE` shows it."""

CODES = {
    "O501": "The disk is full. Nothing was changed; free some space and run the same command again.",
    "O502": "A folder may not be written, or its disk is read-only. Nothing was changed.",
    "O503": "The disk refused to write a file for another reason.",
    "O504": "A name would lead out of its folder.",
    "O505": "A file of .cache/ was damaged. It has been deleted; the next run makes it anew.",
    "O511": "The process that made a file ended twice before it was done, most often for lack of memory.",
    "O512": "A file took too long to lay out and was stopped; look for a very large table or list.",
    "O513": "Worker processes end before they are ready; `toolkit doctor` may say why.",
}
