using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace RiderPlatform.ServiceDefaults.Tests.Messaging;

/// <summary>
/// MassTransit was built against a newer RabbitMQ.Client than the one that runs: everything it refers to must exist
/// there.
/// </summary>
public sealed class ReferenceTests
{
    private const string Client = "RabbitMQ.Client";

    [Fact]
    public void EveryReferenceOfMassTransit_ToRabbitMqClient_Exists()
    {
        var transport = Assembly.Load("MassTransit.RabbitMqTransport");
        // The assembly's own version stays 7.0.0 over all of 7.x.
        Assert.StartsWith(
            "7.1.2", FileVersionInfo.GetVersionInfo(Assembly.Load(Client).Location).ProductVersion,
            StringComparison.Ordinal);
        using var file = new PEReader(File.OpenRead(transport.Location));
        var metadata = file.GetMetadataReader();
        var references =
            metadata.MemberReferences.Where(m => IsClients(metadata, metadata.GetMemberReference(m).Parent))
            .Select(m => MetadataTokens.GetToken(m)).ToList();
        Assert.True(references.Count > 100, $"Only {references.Count} references were found.");
        // The runtime resolves each as it would when the method that uses it is compiled; what is absent throws.
        Assert.All(references, token => Assert.NotNull(transport.ManifestModule.ResolveMember(token)));
    }

    private static bool IsClients(MetadataReader metadata, EntityHandle parent) =>
        parent.Kind == HandleKind.TypeReference
        && Scope(metadata, (TypeReferenceHandle)parent) is { Kind: HandleKind.AssemblyReference } scope
        && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == Client;

    /// <summary>A nested type's scope is the type around it.</summary>
    private static EntityHandle Scope(MetadataReader metadata, TypeReferenceHandle type)
    {
        var scope = metadata.GetTypeReference(type).ResolutionScope;
        return scope.Kind == HandleKind.TypeReference ? Scope(metadata, (TypeReferenceHandle)scope) : scope;
    }
}
