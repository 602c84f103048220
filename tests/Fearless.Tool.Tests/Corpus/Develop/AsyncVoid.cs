// workload: background
// expect: FA2002 tasks @ async void Refresh
sealed class Cache(HttpClient client)
{
    private string _value = "";

    public string Value => _value;

    public async void Refresh(string url)
    {
        _value = await client.GetStringAsync(url);
    }
}
