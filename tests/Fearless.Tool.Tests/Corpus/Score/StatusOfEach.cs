// workload: requests
// expect: FA1008 tasks @ for (int i = 0; i < hosts.Length; i++)
using System.Net;

static class Health
{
    public static async Task<HttpStatusCode[]> CheckAsync(HttpClient client, string[] hosts)
    {
        var codes = new HttpStatusCode[hosts.Length];
        for (int i = 0; i < hosts.Length; i++)
        {
            using HttpResponseMessage response = await client.GetAsync($"http://{hosts[i]}/health");
            codes[i] = response.StatusCode;
        }
        return codes;
    }
}
