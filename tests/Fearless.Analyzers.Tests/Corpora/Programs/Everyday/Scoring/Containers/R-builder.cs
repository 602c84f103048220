// race FC3004: lines appended to one StringBuilder
static class Program
{
    static async Task<string> Run(string[] urls)
    {
        var log = new StringBuilder();
        await Parallel.ForEachAsync(urls, async (url, token) =>
        {
            await Task.Delay(1, token);
            /*first, second*/log.AppendLine(url);
        });
        return log.ToString();
    }
}
