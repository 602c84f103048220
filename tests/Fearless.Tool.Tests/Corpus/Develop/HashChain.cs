// workload: none
// expect: nothing (each digest contains the one before)
using System.Security.Cryptography;

static class Ledger
{
    public static byte[] Seal(byte[][] entries)
    {
        byte[] seal = new byte[32];
        for (int i = 0; i < entries.Length; i++)
        {
            byte[] joined = [.. seal, .. entries[i]];
            seal = SHA256.HashData(joined);
        }
        return seal;
    }
}
