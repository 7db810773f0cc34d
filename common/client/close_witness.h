// Tells whether a connection was closed in order or reset.
//
// Why: after an orderly close a call without a reply was not run and may be sent again, after a reset that is not
// known; QTcpSocket reports both as RemoteHostClosedError. The witness holds a second descriptor of the socket, and
// asks the kernel about its state before it lets go. Where the kernel cannot be asked, every close counts as a reset.
#pragma once

#include <QtGlobal>

namespace relevo {

class CloseWitness
{
public:
    CloseWitness() = default;
    ~CloseWitness() { release(); }
    Q_DISABLE_COPY_MOVE(CloseWitness)

    /// Watches the connected socket; lets go of the one before.
    void watch(qintptr descriptor);
    /// The peer has closed in order, and the connection was not reset since.
    bool closedInOrder() const;
    /// Lets go: until then the connection stays open in the kernel.
    void release();

private:
    int m_descriptor = -1;
};

} // namespace relevo
