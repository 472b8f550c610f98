// Prints how Java writes the issuers in the golden file. Run by hand when they change: `java Names.java < golden.json`.
// Alipay computes certificate numbers from these names, and CI has no Java, so java.json keeps the output.
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Names {
    public static void main(String[] arguments) throws Exception {
        String all = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Matcher found = Pattern.compile("\"id\": ?\"([^\"]+)\",\\s*\"pem\": ?\"([^\"]+)\"").matcher(all);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        while (found.find()) {
            byte[] pem = found.group(2).replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII);
            X509Certificate one = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem));
            String issuer = one.getIssuerX500Principal().getName();
            byte[] text = (issuer + one.getSerialNumber()).getBytes(StandardCharsets.UTF_8);
            String sum = new BigInteger(1, MessageDigest.getInstance("MD5").digest(text)).toString(16);
            System.out.println(found.group(1) + "\t" + "0".repeat(32 - sum.length()) + sum + "\t" + issuer);
        }
    }
}
