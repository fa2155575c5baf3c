using Tender.Vault.Tests.Storage;

namespace Tender.Vault.Tests;

/// <summary>The test assembly as a program of its own, for tests that put a process under a fault.</summary>
internal static class TestProgram
{
    internal static Task<int> Main(string[] arguments) =>
        arguments is ["store", var store, var folder] ? StoreProgram.RunAsync(store, folder) : Task.FromResult(64);
}
