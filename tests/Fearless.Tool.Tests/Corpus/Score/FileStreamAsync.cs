// workload: files
// expect: FC6003 plain @ stream.ReadAsync(buffer)
static class Checksum
{
    public static async Task<int> OfAsync(string path)
    {
        await using FileStream stream = File.OpenRead(path);
        var buffer = new byte[4096];
        int sum = 0, count;
        while ((count = await stream.ReadAsync(buffer)) > 0)
        {
            for (int i = 0; i < count; i++)
                sum += buffer[i];
        }
        return sum;
    }
}
