// Fills a form with pdf-lib. Standard input: {form, answers, font}, all bytes in base64; standard output: the form.
import { readFileSync } from "node:fs";
import fontkit from "@pdf-lib/fontkit";
import { PDFCheckBox, PDFDocument, PDFDropdown, PDFTextField } from "pdf-lib";

const { form: data, answers, font: face } = JSON.parse(readFileSync(0, "utf8"));
const pdf = await PDFDocument.load(Buffer.from(data, "base64"));
pdf.registerFontkit(fontkit);
const font = await pdf.embedFont(Buffer.from(face, "base64"), { subset: false });
const form = pdf.getForm();
const refused = {};
for (const [name, answer] of Object.entries(answers)) {
  const field = form.getField(name);
  try {
    if (field instanceof PDFCheckBox) field.check();
    else if (field instanceof PDFDropdown) field.select(answer);
    else if (field instanceof PDFTextField) field.setText(answer);
  } catch (error) {
    refused[name] = error.message;
  }
}
form.updateFieldAppearances(font);
const saved = Buffer.from(await pdf.save({ updateFieldAppearances: false })).toString("base64");
process.stdout.write(JSON.stringify({ saved, refused }));
