/// Keys and certificates made for these tests alone: an authority of their own, good for a hundred years.
enum TLSMaterial {
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBiTCCAS+gAwIBAgIUYU55uuYHYXFLmBPS7dtFMd3MS0EwCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MDM0NDA2WhgPMjEy
        NjExMDEwMzQ0MDZaMBkxFzAVBgNVBAMMDlRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
        zj0CAQYIKoZIzj0DAQcDQgAE3cMCOxGTH/cNYW1KrXN3GF6MMcZpRh0inDStcnva
        B0RcYsd3wsNmssC59env9fGOFESeozMvS8+KF7Zc1lJotKNTMFEwHQYDVR0OBBYE
        FFlWOEn88hL3+158KAgxchEVt6CRMB8GA1UdIwQYMBaAFFlWOEn88hL3+158KAgx
        chEVt6CRMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgNHoa6V8d
        A8tP28dLmxODQcxilCjL5lSSbNOW/1N953sCIQDQFnzH1NCK0Tbr9CfjDJNfCRgQ
        rEmyWw6JIGSZ5bfXtA==
        -----END CERTIFICATE-----
        """
    static let serverCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBhDCCASqgAwIBAgIUSv3er+dfG0hOOWnUHz5Mrp/K+8kwCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MDM0NDA2WhgPMjEy
        NjExMDEwMzQ0MDZaMBQxEjAQBgNVBAMMCTEyNy4wLjAuMTBZMBMGByqGSM49AgEG
        CCqGSM49AwEHA0IABOAPQerkDxtWb3w+AX8qYUmSTYYlbfhlCuCwlBk4V86rcNUq
        6zgPL5ziJANQoYV5kZ1mRnTL9cLv0vbCtJuOPjGjUzBRMA8GA1UdEQQIMAaHBH8A
        AAEwHQYDVR0OBBYEFBgFhQ9JuUlnbSNdiS2GSF4sqLXuMB8GA1UdIwQYMBaAFFlW
        OEn88hL3+158KAgxchEVt6CRMAoGCCqGSM49BAMCA0gAMEUCIQDgWQcf0I7bY3DU
        CmWmmwFrz4/03UWIINj4oiKESiiLhQIgc7aw2upoAiURJeUIjSZgqr8vZbTGR30u
        CwA6GP7kFys=
        -----END CERTIFICATE-----
        """
    static let serverKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgctk+SjNp56lr0ZuU
        Ef/6z5jQs6AlGY4gaAhlV4KS/M+hRANCAATgD0Hq5A8bVm98PgF/KmFJkk2GJW34
        ZQrgsJQZOFfOq3DVKus4Dy+c4iQDUKGFeZGdZkZ0y/XC79L2wrSbjj4x
        -----END PRIVATE KEY-----
        """
    static let clientCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBoDCCAUegAwIBAgIUSv3er+dfG0hOOWnUHz5Mrp/K+8owCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MDM0NDA2WhgPMjEy
        NjExMDEwMzQ0MDZaMCAxHjAcBgNVBAMMFWNsaWVudC5leGFtcGxlLm5ocy51azBZ
        MBMGByqGSM49AgEGCCqGSM49AwEHA0IABDK846VwcF+YQh/IvC0Coma26CBG8Gap
        5MUurjcg2JYg6WW3ddo0IkO68rkl/pwt4AGaGQTnIFrgF2QCby5Z8kqjZDBiMCAG
        A1UdEQQZMBeCFWNsaWVudC5leGFtcGxlLm5ocy51azAdBgNVHQ4EFgQUZr/P8TO9
        xdmm2TvbT6IzLZil0JAwHwYDVR0jBBgwFoAUWVY4SfzyEvf7XnwoCDFyERW3oJEw
        CgYIKoZIzj0EAwIDRwAwRAIgG3IYqswXAaTeduI2QKuME7ZQyjC5UG2KC0h5mMdV
        K1QCIAoBP8GIRw0C5H5VWGJTPA4kMfVOoMuWPOGfm9z/tz8t
        -----END CERTIFICATE-----
        """
    static let clientKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCt4zgIjq2cYBtDCU
        ErodRz8nCbZylP72V/PBUemk3BmhRANCAAQyvOOlcHBfmEIfyLwtAqJmtuggRvBm
        qeTFLq43INiWIOllt3XaNCJDuvK5Jf6cLeABmhkE5yBa4BdkAm8uWfJK
        -----END PRIVATE KEY-----
        """
    static let strangerCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBfTCCASOgAwIBAgIUSqrPnLiPfV0DQSJ+TLVXLgMBklYwCgYIKoZIzj0EAwIw
        EzERMA8GA1UEAwwIU3RyYW5nZXIwIBcNMjYxMTI1MDM0NDA2WhgPMjEyNjExMDEw
        MzQ0MDZaMBMxETAPBgNVBAMMCFN0cmFuZ2VyMFkwEwYHKoZIzj0CAQYIKoZIzj0D
        AQcDQgAEEQXztdWiNoqiH1D+BW7P4uySESvkI9TZZmgHRMw0srkmldFOUWBgkjV3
        1K9bCfn1LVJjuukgGXzs2bl7Qgl68KNTMFEwHQYDVR0OBBYEFJVicdw00o5ApWxk
        wZEklA3O9+j0MB8GA1UdIwQYMBaAFJVicdw00o5ApWxkwZEklA3O9+j0MA8GA1Ud
        EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAN+gHN/wNWVMGHoF4Bnw3pMz
        ubiLwWRUxNO3sARH+9sJAiAsq5u1Zth5aOAueSn2MFSde/+nYfr/CsUMiEoJoRIw
        yw==
        -----END CERTIFICATE-----
        """
    static let strangerKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfpfV9tVrkrEffk4a
        I57waezOUmi6fxzwnXJUkIQeyhKhRANCAAQRBfO11aI2iqIfUP4Fbs/i7JIRK+Qj
        1NlmaAdEzDSyuSaV0U5RYGCSNXfUr1sJ+fUtUmO66SAZfOzZuXtCCXrw
        -----END PRIVATE KEY-----
        """
}
