// workload: data-parallel
// expect: FA1001 par @ for (int i = 0; i < blocks.Length; i++)
using System.Security.Cryptography;

static class Archive
{
    public static byte[][] Digest(byte[][] blocks)
    {
        var digests = new byte[blocks.Length][];
        for (int i = 0; i < blocks.Length; i++)
            digests[i] = SHA256.HashData(blocks[i]);
        return digests;
    }
}
