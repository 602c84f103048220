// workload: data-parallel
// expect: FA1004 par @ Task.WhenAll(
using System.Security.Cryptography;

static class Hasher
{
    public static async Task<byte[][]> HashAsync(IReadOnlyList<byte[]> blocks, Stream log)
    {
        await log.WriteAsync(new byte[] { 1 });
        return await Task.WhenAll(blocks.Select(block => Task.Run(() => SHA512.HashData(block))));
    }
}
