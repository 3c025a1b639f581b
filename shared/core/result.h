// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/error.h"

#include <optional>
#include <variant>

namespace confab {

/// A value, or the Error that stands in its place. Reading the one that is not there is a bug and asserts.
template <typename T = void>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_content(std::move(value))
    { }
    Result(Error error)
        : m_content(std::move(error))
    { }

    explicit operator bool() const { return std::holds_alternative<T>(m_content); }

    [[nodiscard]] const T &value() const &
    {
        Q_ASSERT(*this);
        return *std::get_if<T>(&m_content);
    }
    [[nodiscard]] T &value() &
    {
        Q_ASSERT(*this);
        return *std::get_if<T>(&m_content);
    }
    [[nodiscard]] T value() &&
    {
        Q_ASSERT(*this);
        return std::move(*std::get_if<T>(&m_content));
    }
    [[nodiscard]] const T &operator*() const & { return value(); }
    [[nodiscard]] T &operator*() & { return value(); }
    [[nodiscard]] T operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(!*this);
        return *std::get_if<Error>(&m_content);
    }

private:
    std::variant<T, Error> m_content;
};

/// Success, or the Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    { }

    explicit operator bool() const { return !m_error; }
    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(m_error);
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace confab
