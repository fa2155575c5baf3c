using System.Net;
using System.Net.Sockets;

namespace Tender.Sample.Processes;

/// <summary>Ports of the loopback interface.</summary>
public static class Ports
{
    /// <summary>A port that was free a moment ago. Another program may take it meanwhile; whoever uses it must be ready to ask again.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException busy) when (busy.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
