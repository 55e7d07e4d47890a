// Fills a form with PDFBox: java -cp ... Fill.java FORM ANSWERS FILLED; ANSWERS has a line "name=answer" a field.
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;

public class Fill {
    public static void main(String[] arguments) throws Exception {
        try (PDDocument pdf = PDDocument.load(new File(arguments[0]))) {
            PDAcroForm form = pdf.getDocumentCatalog().getAcroForm();
            for (String line : Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
                String[] pair = line.split("=", 2);
                PDField field = form.getField(pair[0]);
                if (field instanceof PDCheckBox) ((PDCheckBox) field).check();
                else field.setValue(pair[1]);
            }
            pdf.save(new File(arguments[2]));
        }
    }
}
