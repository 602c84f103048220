// workload: data-parallel
// expect: FA1001 par @ documents.Select(Fingerprint)
using System.Security.Cryptography;
using System.Text;

static class Fingerprints
{
    public static string[] Of(IReadOnlyList<string> documents) => documents.Select(Fingerprint).ToArray();

    private static string Fingerprint(string document) => Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(document), "salt and pepper"u8, 10_000, HashAlgorithmName.SHA256, 32));
}
