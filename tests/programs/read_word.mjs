// A Word file as mammoth shows it: node read_word.mjs FILE -> {"html": ..., "errors": [...]}
import mammoth from "mammoth";

const { value, messages } = await mammoth.convertToHtml({ path: process.argv[2] });
const errors = messages.filter((each) => each.type === "error").map((each) => each.message);
process.stdout.write(JSON.stringify({ html: value, errors }));
