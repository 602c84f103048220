// workload: background
// expect: FC6001 threads @ ReportAsync(error)
sealed class Failures(HttpClient client)
{
    public void Report(string error)
    {
        ReportAsync(error);
    }

    private async Task ReportAsync(string error) => await client.PostAsync("http://localhost", new StringContent(error));
}
