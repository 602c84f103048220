// The pipeline of the WebServer sample inside of an ASP.NET Core application, where most servers live: Kestrel has the connections, its thread pool
// the requests, and Fearless what is computed, with a limit and an answer for those beyond it.
// Run it with `dotnet run -c Release --project samples/AspNetServer`, and look at http://localhost:5000/tiles/0/0/0.png.
using Fearless.Channels;
using WebServer.Tiles;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
// The container disposes of it at the end of the application: what was begun is finished, and its thread has ended.
builder.Services.AddSingleton(static services =>
{
    ILogger logger = services.GetRequiredService<ILogger<TilePipeline>>();
    return new TilePipeline(capacity: 64, TileRenderer.Render, exception => Log.TileFailed(logger, exception));
});
WebApplication app = builder.Build();

app.MapGet("/tiles/{**path}", static async (string path, TilePipeline tiles, HttpContext context) =>
{
    if (!Tile.TryParse(path, out Tile tile))
        return Results.NotFound();
    if (!tiles.TryBegin(tile, out OneshotReceiver<byte[]> picture))
    {
        context.Response.Headers.RetryAfter = "1";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
    using (picture)
        return Results.Bytes(await picture.ReceiveAsync(context.RequestAborted), "image/png");
});

app.Run();

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A tile could not be made.")]
    public static partial void TileFailed(ILogger logger, Exception exception);
}
