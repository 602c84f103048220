// workload: requests
// expect: FC5001 await @ save.Wait()
sealed class Editor(HttpClient client)
{
    public async Task CloseAsync(string text)
    {
        Task save = client.PutAsync("http://localhost/text", new StringContent(text));
        await client.DeleteAsync("http://localhost/lock");
        save.Wait();
    }
}
