// workload: none
// expect: nothing (the lambda fills a dictionary that is not made for several threads)
using System.Security.Cryptography;

static class Deduplication
{
    public static string[] Names(byte[][] files)
    {
        var known = new Dictionary<string, int>();
        return files.Select(file =>
        {
            string digest = Convert.ToHexString(SHA256.HashData(file));
            known[digest] = known.GetValueOrDefault(digest) + 1;
            return $"{digest}-{known[digest]}";
        }).ToArray();
    }
}
