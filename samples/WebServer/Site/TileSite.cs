using System.Globalization;
using System.Text;
using Fearless;
using Fearless.Channels;
using WebServer.Http;
using WebServer.Serving;
using WebServer.Tiles;

namespace WebServer.Site;

/// <summary>What is served: a page with the Mandelbrot set in tiles, an echo, and how the server is.</summary>
internal sealed class TileSite(TilePipeline tiles, Func<ServerCounts> counts)
{
    private const string TilePrefix = "/tiles/";

    private static readonly byte[] Page = Encoding.UTF8.GetBytes(MakePage());

    private long _shed;

    public async Future<Response> AnswerAsync(Request request)
    {
        if (request is { Method: "POST", Path: "/echo" })
            return new Response(200, "application/octet-stream", request.Body);
        if (request.Method is not ("GET" or "HEAD"))
            return Response.Text(405, "There is nothing here that this method is for.");
        return request.Path switch
        {
            "/" => new Response(200, "text/html; charset=utf-8", Page),
            "/hello" => Response.Text(200, "Hello."),
            "/status" => new Response(200, "application/json", Status()),
            _ when request.Path.StartsWith(TilePrefix, StringComparison.Ordinal)
                && Tile.TryParse(request.Path.AsSpan(TilePrefix.Length), out Tile tile) => await RenderAsync(tile),
            _ => Response.Text(404, "There is nothing here."),
        };
    }

    private async Future<Response> RenderAsync(Tile tile)
    {
        if (!tiles.TryBegin(tile, out OneshotReceiver<byte[]> picture))
        {
            _shed++;
            return Response.Overloaded("Too many pictures are being made. Come again.");
        }
        // Disposed of when the client has left: the picture is not made then, if it has not been begun.
        using (picture)
            return new Response(200, "image/png", await picture.ReceiveAsync(Executor.CancellationToken));
    }

    private byte[] Status()
    {
        ServerCounts now = counts();
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"open": {{now.Open}}, "accepted": {{now.Accepted}}, "sentAway": {{now.SentAway}}, "answered": {{now.Answered}}, "refused": {{now.Refused}}, "timedOut": {{now.TimedOut}}, "broken": {{now.Broken}}, "picturesShed": {{_shed}}}

            """));
    }

    private static string MakePage()
    {
        var page = new StringBuilder(
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tiles</title>
            <style>body{margin:0;background:#000}div{display:grid;grid-template-columns:repeat(4,256px)}</style></head><body><div>

            """);
        for (int y = 0; y < 4; y++)
        {
            for (int x = 0; x < 4; x++)
                page.Append(CultureInfo.InvariantCulture, $"<img src=\"/tiles/2/{x}/{y}.png\" width=\"256\" height=\"256\" alt=\"\">\n");
        }
        return page.Append("</div></body></html>\n").ToString();
    }
}
