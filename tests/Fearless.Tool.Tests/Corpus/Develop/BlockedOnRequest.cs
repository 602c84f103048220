// workload: requests
// expect: FC6008 await @ client.GetStringAsync(url).Result
sealed class Weather(HttpClient client)
{
    public int Degrees(string url)
    {
        string text = client.GetStringAsync(url).Result;
        return int.Parse(text);
    }
}
