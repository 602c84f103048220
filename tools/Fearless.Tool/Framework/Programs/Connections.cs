#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// A server for many connections: one task each, all on one thread, none of which outlives the scope. It answers a hundred guests of its own, and ends.
using System.Net;
using System.Net.Sockets;
using Fearless;

const int Guests = 100;
Executor.BlockOn(static () => TaskScope.RunAsync(static async scope =>
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    for (int guest = 0; guest < Guests; guest++)
        _ = scope.Spawn(Visit((IPEndPoint)listener.LocalEndpoint));
    for (int guest = 0; guest < Guests; guest++)
        _ = scope.Spawn(Serve(await listener.AcceptTcpClientAsync()));
}));
Console.WriteLine($"{Guests} guests were answered");

static async Future Serve(TcpClient client)
{
    using (client)
    {
        var buffer = new byte[1];
        await client.GetStream().ReadExactlyAsync(buffer);
        await client.GetStream().WriteAsync(buffer);
    }
}

static async Future Visit(IPEndPoint address)
{
    using var client = new TcpClient();
    await client.ConnectAsync(address);
    await client.GetStream().WriteAsync(new byte[] { 42 });
    await client.GetStream().ReadExactlyAsync(new byte[1]);
}
