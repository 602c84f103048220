// workload: files
// expect: FA1001 par @ foreach (string path in paths)
using System.Security.Cryptography;

static class Digests
{
    public static Dictionary<string, string> Of(IEnumerable<string> paths)
    {
        var digests = new Dictionary<string, string>();
        foreach (string path in paths)
            digests[path] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        return digests;
    }
}
