#include "server/storage/s3/s3_client.h"

#include "server/storage/s3/s3_answers.h"

#include <algorithm>
#include <exception>
#include <random>
#include <thread>

namespace relevo {

S3Answer S3Client::send(const S3Request &request)
{
    for (int attempt = 1;; ++attempt) {
        S3Answer answer = m_transfer.perform(request);
        if (request.errorsComeLate && answer.isGood() && !faultIn(answer.body).code.empty())
            answer.status = 500;
        answer.attempts = attempt;
        const bool served = answer.isGood() || !isPassing(answer);
        if (served || m_away || attempt >= config().retries.attempts) {
            m_away = !served;
            return answer;
        }
        pauseAfter(attempt);
    }
}

void S3Client::pauseAfter(int attempt) const
{
    const S3Retries &retries = config().retries;
    std::chrono::duration<double, std::milli> pause = retries.firstPause;
    for (int i = 1; i < attempt && pause < retries.longestPause; ++i)
        pause *= 2;
    pause = std::min<std::chrono::duration<double, std::milli>>(pause, retries.longestPause);
    // So that those who failed together do not come back together.
    std::random_device random;
    std::this_thread::sleep_for(pause * std::uniform_real_distribution(0.5, 1.0)(random));
}

void S3Client::requireGood(const S3Answer &answer, const std::string &doing) const
{
    if (!answer.isGood())
        throw errorOf(answer, config(), doing);
}

S3Answer S3Client::require(const S3Request &request, const std::string &doing)
{
    S3Answer answer = send(request);
    requireGood(answer, doing);
    return answer;
}

void S3Client::tryOnce(const S3Request &request) noexcept
{
    try {
        m_transfer.perform(request);
    } catch (const std::exception &) {
        // There was no memory for it.
        return;
    }
}

} // namespace relevo
