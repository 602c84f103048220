// workload: none
// expect: nothing (all go to one writer, in order)
using System.Security.Cryptography;
using System.Text;

static class Log
{
    public static void Write(TextWriter writer, string[] lines)
    {
        foreach (string line in lines)
            writer.WriteLine(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(line))));
    }
}
