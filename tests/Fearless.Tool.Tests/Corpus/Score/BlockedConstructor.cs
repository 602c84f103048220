// workload: requests
// expect: FC6008 await @ GetAwaiter().GetResult()
sealed class Account
{
    public string Name { get; }

    public Account(HttpClient client, int id)
    {
        Name = client.GetStringAsync($"http://localhost/{id}").GetAwaiter().GetResult();
    }
}
