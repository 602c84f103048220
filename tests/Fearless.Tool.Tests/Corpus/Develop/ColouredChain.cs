// workload: sequential
// expect: FC6002 plain @ Task<int> ParseAsync
static class Settings
{
    public static async Task<int> TimeoutAsync(string text)
    {
        int seconds = await LookUpAsync(text);
        return seconds * 1000;
    }

    private static async Task<int> LookUpAsync(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("timeout"))
                return await ParseAsync(line);
        }
        return 0;
    }

    private static async Task<int> ParseAsync(string line)
    {
        await Task.Yield();
        return int.Parse(line.Split('=')[1]);
    }
}
