#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// Many files, read and worked upon by as many threads as there are processors. They block for the disk, as the system would anyway.
using Fearless;

string folder = args is [var given, ..] ? given : AppContext.BaseDirectory;
string[] paths = Directory.GetFiles(folder);
(string Name, int Zeros)[] found = paths.Par()
    .Select(static path => (Path.GetFileName(path), File.ReadAllBytes(path).Count(static value => value == 0)))
    .ToArray();
foreach (var (name, zeros) in found)
    Console.WriteLine($"{name}: {zeros}");
