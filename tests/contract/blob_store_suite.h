// What every blob store has to do, as Qt Test functions: a program derives from this and says how its store is made.
#pragma once

#include "server/storage/blob_store.h"

#include <QObject>

#include <memory>
#include <string>
#include <string_view>

namespace relevo::test {

/// The same bytes each time, and no two chunks of them alike.
std::string randomBytes(std::size_t count, unsigned seed = 1);

/// The kind of the StorageError that `action` throws, as text, or what else it does.
template <typename Action> std::string kindThrownBy(Action &&action);

class BlobStoreSuite : public QObject
{
    Q_OBJECT

protected:
    /// Where the stores of the current test function keep their blobs is empty from now on.
    virtual void beginEmpty() = 0;
    /// Another store in the same place, with nothing cached.
    virtual std::unique_ptr<BlobStore> openStore() = 0;
    /// The object behind a blob, as it is stored.
    virtual std::string rawObject(const std::string &name) = 0;
    /// Any object in the store's place, past the store; its name need not be a blob's.
    virtual void putRawObject(const std::string &name, const std::string &bytes) = 0;

    BlobStore &store() { return *m_store; }

private Q_SLOTS:
    void init();
    void cleanup();

    void aBlobComesBack_data();
    void aBlobComesBack();
    void rangesAtEveryBorder();
    void aReplacedBlobIsTheNewOne_data();
    void aReplacedBlobIsTheNewOne();
    void whatIsNotThere();
    void onlyNamesOfTheRightForm_data();
    void onlyNamesOfTheRightForm();
    void listsInPages();
    void manyAtOnce();
    void whatIsNotWhatWasWritten_data();
    void whatIsNotWhatWasWritten();
    void anotherBlobsObject();
    void aDamagedSmallBlob();
    void soundChunksOfADamagedBlob();

private:
    std::unique_ptr<BlobStore> m_store;
};

std::string kindOf(const std::exception &error);

template <typename Action> std::string kindThrownBy(Action &&action)
{
    try {
        action();
    } catch (const std::exception &error) {
        return kindOf(error);
    }
    return "nothing";
}

} // namespace relevo::test
