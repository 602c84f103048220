// workload: files
// expect: FA1001 par @ foreach (string path in Directory.EnumerateFiles(folder))
using System.IO.Compression;

static class Packer
{
    public static void Pack(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            using FileStream source = File.OpenRead(path);
            using FileStream target = File.Create(path + ".gz");
            using var gzip = new GZipStream(target, CompressionLevel.SmallestSize);
            source.CopyTo(gzip);
        }
    }
}
