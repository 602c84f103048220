// workload: background
// expect: FA2002 tasks @ async void Save
static class Documents
{
    public static async void Save(HttpClient client, string text)
    {
        await client.PutAsync("http://localhost/document", new StringContent(text));
    }
}
