// workload: files
// expect: FC6003 plain @ File.ReadAllTextAsync(path)
static class Words
{
    public static async Task<int> CountAsync(string path)
    {
        string text = await File.ReadAllTextAsync(path);
        return text.Split(' ').Length;
    }
}
