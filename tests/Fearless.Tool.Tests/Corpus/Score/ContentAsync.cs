// workload: requests
// expect: nothing
static class Body
{
    public static async Task<int> LengthAsync(HttpResponseMessage response)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[4096];
        int length = 0, count;
        while ((count = await stream.ReadAsync(buffer)) > 0)
            length += count;
        return length;
    }
}
